"""What sellers of ketamine write is stopped or warned about; what an honest page writes passes."""

import pytest

from kapsite.publishing.standards import balance
from kapsite.publishing.standards.wording import check
from tests.standards.conftest import prose

# The claims that we know from clinics' pages, each in several people's words.
OVERCLAIMS = """
Ketamine has been used safely in hospitals for decades.
With a track record of half a century, ketamine is one of medicine's most trusted drugs.
The risk of becoming dependent on it is extremely low.
There is very little chance of addiction when we control the dose.
At our clinic you simply can't get addicted.
KAP is not associated with the bladder problems that you may have heard of.
At therapeutic doses there is no evidence of bladder harm.
Your liver is perfectly fine: KAP has nothing to do with liver injury.
Extensive research supports the safety and efficacy of KAP.
A wealth of scientific evidence stands behind this treatment.
Hundreds of clinical studies have confirmed that it works.
Traditional antidepressants only manage symptoms, while KAP goes deeper.
Most pills merely cover what you feel, and your antidepressants are no different.
KAP offers lasting change rather than temporary relief.
Our patients enjoy enduring freedom from their symptoms.
Instead of a short-term patch, you get recovery that is durable.
The more you dissociate, the better your outcome.
Patients with the strongest dissociation have the best results.
Ketamine works on glutamate rather than dopamine, so it does not hook you.
Because it bypasses dopamine, there is no pull to use it again.
Side effects are mild and short-lived.
Any unwanted effects are fleeting and easily managed by our nurses.
KAP can unlock the door to your inner self.
This is a true game changer in mental health care.
Call us to take the first step on your path toward healing.
Your journey of recovery is only one call away, so book your visit today.
You are continuously monitored from start to finish.
A nurse watches your vital signs at all times.
It rewires the brain and breaks old patterns.
Ketamine fosters neuroplasticity, which leads to lasting change.
It repairs the neural damage that stress has done.
Combined with a healthy lifestyle, the benefits last even longer.
KAP works for anxiety, PTSD and chronic pain.
It is also effective against OCD and eating disorders.
Ketamine was formerly just an anesthetic.
Formally used for surgery as an anesthetic, it now treats the mind.
Ketamine is safe and well tolerated.
It is particularly effective for people who have tried everything.
You can expect rapid relief after the first session.
Many of our clients feel better almost instantly.
Ketamine is a powerful tool for change.
Our FDA-approved ketamine therapy is now open to new patients.
Ketamine is approved to treat severe depression.
KAP cures depression in most people.
We guarantee results, or you pay nothing.
It is a natural and gentle way to get well.
There is no downside to trying it.
You will feel better after three sessions.
Say goodbye to your depression.
It ends your suffering from PTSD for good.
KAP outperforms every antidepressant on the market.
Our success rate is the highest in the state.
It helps everyone who walks through our doors.
A breakthrough that transforms lives.
Why not unlock your potential with us?
Nothing else works as well as KAP, the only treatment of its kind.
You deserve this fresh start.
It is clinically-proven and non-addictive.
Doctors have relied on ketamine for generations, so you know it is safe.
Ketamine has an excellent safety profile.
There is practically zero chance that you will come to depend on it.
Unlike street use, clinic doses leave the bladder untouched.
Science has shown again and again that KAP works.
Years of research confirm the benefits of ketamine therapy.
Conventional drugs treat the surface, not the cause.
Daily pills just put a lid on your sadness.
Relief from KAP stays with you for good.
The effects of one session can last a lifetime.
Going deep into dissociation brings better healing.
A complete loss of self leads to the best outcome.
Unlike opioids, ketamine does not act on the reward system.
It works without the dopamine rush that makes drugs addictive.
The worst you may feel is a bit of nausea that passes quickly.
You may feel slightly dizzy, but it is nothing serious.
Discover a new you with KAP.
Start living the life you were meant to live.
Our team never takes its eyes off you.
You are under constant medical supervision.
Your brain grows new connections after each session.
KAP builds healthier neural pathways that last.
Eating well and exercise make the benefits last for years.
If you live with trauma, anxiety or chronic pain, KAP can help.
Ketamine is a proven remedy for PTSD.
It was once used only to put people to sleep for surgery.
Patients tolerate it very well.
It is highly successful in treatment-resistant depression.
Feel better in as little as 40 minutes.
Relief comes in a matter of hours.
KAP changes lives.
The results speak for themselves.
Nine in ten patients get better.
Most patients are free of depression after six sessions.
There is nothing to fear.
KAP is the answer that you have been looking for.
No other treatment comes close.
Ketamine is completely legal and fully FDA-approved for mental health.
Depression can become a thing of the past.
KAP gets to the root of the problem.
Ketamine turns off suicidal thoughts.
You have nothing to worry about.
Only people who abuse it in huge amounts ever get bladder trouble.
KAP is safer than antidepressants.
It has been shown beyond question to work.
It leads to deep and lasting transformation.
A single session can do more than years of therapy.
Studies have found it to be safe and to work well.
It is well established that ketamine relieves depression.
Addiction is not a concern at therapeutic doses.
Anesthesiologists have trusted ketamine since long before you were born, so rest easy.
Physicians have given this medicine safely to millions of patients.
The odds of developing a habit are tiny in our care.
You will not crave it, because we control the amount.
Bladder trouble simply does not occur with our protocol.
The dose is far too low to hurt your liver.
The literature on KAP is vast and points one way.
Researchers agree that KAP is a highly effective treatment.
SSRIs numb you; KAP lets you feel again.
Unlike standard pills, KAP treats the real problem.
Our clients stay well long after the program ends.
You get results that endure, not a quick patch.
An intense experience means a better result.
Let go completely and the medicine will work even better.
Ketamine leaves your dopamine system alone.
Expect nothing more than slight dizziness.
Reactions, if any, are over within the hour.
Step into a brighter tomorrow.
Let us help you become the person you were always meant to be.
Hope has finally arrived.
Expert eyes are on you for every minute of your session.
Your heart rate is tracked nonstop.
It sculpts a fresh, resilient brain.
New synapses bloom and keep you happy.
Add yoga and a clean diet, and you will enjoy the gains for longer.
PTSD melts away with ketamine.
Veterans with PTSD recover with KAP.
People with chronic pain find freedom here.
In the old days ketamine was just an anesthetic.
A safe, well-tolerated option for almost anyone.
Eight out of ten of our patients recover.
92% of our patients report improvement.
Your mood lifts before you leave the building.
It starts working in minutes.
A potent, life-altering medicine.
The FDA stands behind ketamine for depression.
Ketamine has been cleared for treating depression.
We can cure you.
You have tried everything else; this one works.
Rest assured that it is safe.
Dependence is virtually unheard of at our doses.
Antidepressants put a bandage on the wound.
Our nurses never leave your side.
Ketamine, once known only as an anesthetic, is now a mood medicine.
Results are striking in treatment-resistant cases.
From PTSD to chronic pain, KAP has an answer.
Relief can start the very same hour.
Take back control of your life.
""".strip().splitlines()

HONEST = """
The strongest effects last about an hour, and some people still feel odd later that day.
Lozenges are mixed by a pharmacy, and the FDA does not review them.
Active substance use usually rules KAP out, or it needs an expert's review.
Ketamine acts mainly on glutamate, but it touches other systems and people misuse it.
Misuse is possible; spaced doses under care lower the chance, but we lack long-term numbers.
Bladder harm is best known with heavy use, so tell us about any symptoms.
If you have had psychosis, KAP is usually not advised.
Standard antidepressants help many people, and doctors usually try them first.
For many people relief fades within days to weeks.
Therapy may help it last, but the studies are small.
Ketamine has been tested in many short trials, and KAP in few.
Most research is in depression, and results for PTSD are mixed.
Feeling detached is common, and studies disagree on whether it matters.
In animals ketamine helps nerve links regrow; we are not sure what this means for people.
Most effects pass the same day, but some are serious.
It is still used as an anesthetic.
A long record in surgery does not settle whether repeat use for mood is safe.
KAP is not a cure, and no clinic can promise one.
We cannot guarantee that you will feel better.
No study has shown that KAP is safe for everyone.
The FDA has not approved ketamine for depression.
Walk away if a clinic promises a miracle.
Nobody can say that there is no risk.
No one knows whether clinic doses harm the bladder.
Ketamine does not work for everyone, and it may not work for you.
It is not true that ketamine cannot be misused.
You may read that it rewires the brain, but that claims too much.
We check your blood pressure and breathing, and we tell you how often.
Call 988 or 911 now if you are in danger.
There is no sound success rate for KAP.
Doctors have used ketamine in surgery since 1970.
Talk therapy, TMS and ECT are other choices, and so is waiting.
Esketamine is approved for some kinds of depression, under a safety program.
We do not know if it helps with chronic pain.
You can say no at any time, even on the day.
Blood pressure can go up, and breathing can slow down.
Tell us if you drink, so that we can plan with you.
It is not proven that the therapy adds anything.
Ask what they do if a session goes badly.
About half of the people in that trial did not get better.
Rest at home that day, and let someone else drive.
Your mood may drop later, and that is a reason to call.
Ketamine is a Schedule III drug, which means some risk of dependence.
Studies have not shown that KAP works better than talk therapy alone.
Many people have good days and bad days, whatever they take.
Insurance often does not cover it, so ask for a written estimate.
If you are pregnant or breastfeeding, tell us before you book.
We show no single number for success, since no sound one exists.
A sedative did nearly as well in one small trial.
You may feel sick, dizzy or far away from your body.
Some effects are rare but serious, such as slow breathing.
Integration means making sense of it with your therapist.
Your doctor can tell you what else there is.
Bring a list of all that you take, with doses.
""".strip().splitlines()


def levels(text, wordings):
    return {problem.level for problem in check(prose(text), wordings)}


def test_there_are_enough_of_both():
    assert min(len(OVERCLAIMS), len(HONEST)) >= 30


@pytest.mark.parametrize("sentence", OVERCLAIMS)
def test_an_overclaim_is_stopped_or_warned_about(sentence, wordings):
    # A bare number of happy patients is the other rule's.
    assert levels(sentence, wordings) or [*balance.check(prose(sentence))], sentence


@pytest.mark.parametrize("sentence", HONEST)
def test_an_honest_sentence_passes(sentence, wordings):
    found = [str(problem) for problem in check(prose(sentence), wordings)]

    assert not [one for one in found if " error: " in one]


def test_few_honest_sentences_are_even_warned_about(wordings):
    warned = [sentence for sentence in HONEST if levels(sentence, wordings)]

    assert len(warned) <= len(HONEST) // 5, warned
