"""The questions of the self-check, in plain words; the advice is Markdown."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Question:
    """One question, its short name, and what to talk over; ``crisis`` shows whom to call."""

    short: Text
    ask: Text
    yes: Text
    unsure: Text
    crisis: bool = False


@dataclass(frozen=True)
class Group:
    """Questions below one heading; each item of the list ``fact`` is a question too."""

    title: Text
    questions: tuple[Question, ...] = ()
    fact: str = ""


SUICIDE = Question(
    _("Thoughts of suicide"),
    _("Do you think about suicide, or about hurting yourself?"),
    _(
        "**Get help now. Do not wait for a visit, or for a reply from us.** You can"
        " {fact:crisis-call} at any hour. If you are in danger, {fact:crisis-emergency}."
        " [More help](../pages/help-now.md)\n\nKAP is not emergency care. When we talk, tell us"
        " about these thoughts, so that a clinician can plan with you."
    ),
    _(
        "You do not have to be sure. You can {fact:crisis-call} just to talk, at any hour."
        " [More help](../pages/help-now.md)"
    ),
    crisis=True,
)
# What each item of the fact's list is answered with.
NEVER = Question(
    "",
    "",
    _(
        "This is a known reason not to have ketamine. Talk about it with your own doctor, and tell"
        " us. Esketamine has much the same limits. But a no to ketamine is not a no to help. Read"
        " [who should not have KAP](../articles/who-should-not.md) and"
        " [your options](../articles/your-options.md)."
    ),
    _(
        "Ask your own doctor to look it up for you. Do this before you have ketamine anywhere,"
        " and tell us what you learn."
    ),
)
BODY = (
    Question(
        _("Heart, blood pressure or stroke"),
        _("Have you ever had heart disease, high blood pressure or a stroke?"),
        _(
            "Ketamine can raise blood pressure for a while. Tell us, and ask the doctor who treats"
            " you what a rise would mean for you. Care for your heart may come first. There is"
            " other care for your mood too: see [your options](../articles/your-options.md)."
        ),
        _("Have your blood pressure checked, and ask your doctor about your heart. Then tell us."),
    ),
    Question(
        _("Head injury, dementia, or pressure in the head or eyes"),
        _("Have you had a head injury or dementia, or high pressure in your head or eyes?"),
        _(
            "Tell us before you book. Ask your doctor or eye doctor what a rise in pressure would"
            " mean for you. Our clinician then looks at it with you."
        ),
        _("Tell us what you know, such as a bad fall, or drops for the pressure in your eyes."),
    ),
    Question(
        _("Liver"),
        _("Do you have a liver problem?"),
        _(
            "{fact:liver} Tell us, and bring your last blood tests if you have them. Ask the"
            " doctor who treats your liver about other care too."
        ),
        _("Ask your doctor if your liver was ever tested, and tell us what you learn."),
    ),
    Question(
        _("Thyroid or sleep apnea"),
        _(
            "Do you have a thyroid problem, or does your breathing stop while you sleep"
            " (sleep apnea)?"
        ),
        _(
            "Clinics differ on this. Ketamine can slow breathing, so tell us. Our clinician looks"
            " at it with you, and with the doctor who treats you."
        ),
        _("If you snore loudly and wake up tired, ask your doctor about it, and tell us."),
    ),
    Question(
        _("Pregnancy or breastfeeding"),
        _("Are you pregnant or breastfeeding, or might you be soon?"),
        _(
            "{fact:pregnancy} {fact:breastfeeding}\n\nTalk with your doctor or midwife. Talk"
            " therapy needs no drug, and some medicines have more data for this time of life."
        ),
        _("Take a test, or ask your doctor or midwife. Tell us if there is any chance."),
    ),
)
MIND = (
    Question(
        _("Psychosis or schizophrenia, in you or your family"),
        _("Have you, or has someone in your family, ever had psychosis or schizophrenia?"),
        _(
            "Psychosis means losing touch with what is real. {fact:psychosis-like} If you have had"
            " it, we do not usually advise KAP. If someone in your family has had it, tell us."
            "\n\nAsk a psychiatrist which medicines and which kind of talk therapy are safer for"
            " you. Hold on to the care that keeps you well."
        ),
        _(
            "Did you ever hear or see things that others did not? Did you feel sure that people"
            " were after you? Talk with your doctor or a psychiatrist, and tell us."
        ),
    ),
    Question(
        _("Mania or bipolar disorder"),
        _("Have you ever had mania, or did a doctor say that you have bipolar disorder?"),
        _(
            "Tell us, and tell the doctor who treats you that you think about KAP. Our clinician"
            " looks at it with you both. {fact:no-stopping}"
        ),
        _(
            "Think of days when your mood was very high, you hardly slept, and you spent or risked"
            " too much. Tell your doctor and us about them."
        ),
    ),
    Question(
        _("Alcohol or other drugs"),
        _("Is alcohol or another drug a problem for you now?"),
        _(
            "We ask everyone, and we do not judge. A problem now usually rules KAP out, unless an"
            " expert agrees. People can misuse ketamine too.\n\nAsk your doctor for care for this"
            " first. Care for your mood can go along with it. You can ask about KAP again later."
        ),
        _("If you wonder, talk with your doctor. Tell us what you take, and how often."),
    ),
)
LIFE = (
    Question(
        _("Medicines and other drugs"),
        _("Do you take any medicines, herbs or other drugs?"),
        _(
            "Write down all of them, with doses, and bring the list. {fact:no-stopping} Talk with"
            " us and with the person who prescribes them. These matter most:"
            "\n\n{fact:medicines-to-tell}"
        ),
        _("Look at your boxes and bottles, or ask your drugstore for a list. Bring it along."),
    ),
    Question(
        _("Under 18"),
        _("Are you under 18?"),
        _(
            "We see adults only. Talk with someone you trust, and with your own doctor, about care"
            " for your age. You can {fact:crisis-call} at any age."
        ),
        _("If you ask for someone else, find out their age first. We see adults only."),
    ),
    Question(
        _("No one to take me home"),
        _("Would it be hard to find someone to take you home?"),
        _(
            "Do not drive {fact:driving-rule}. Someone you know has to take you home; a taxi or a"
            " ride alone will not do. Ask a friend early. If no one can, talk with us before you"
            " book. Read [the day and the days after](../articles/the-day.md)."
        ),
        _("Ask a friend or someone in your family before you book."),
    ),
)
GROUPS = (
    Group(_("First of all"), (SUICIDE,)),
    Group(_("Known reasons not to have ketamine"), fact="exclusions-never"),
    Group(_("Your body"), BODY),
    Group(_("Your mind"), MIND),
    Group(_("Your life"), LIFE),
)
