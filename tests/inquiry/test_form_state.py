"""The form state is ours, unread, unedited, of this form and not too old; or it is refused."""

import time

import pytest

from kapsite.inquiry import state as states


@pytest.fixture
def state():
    return states.fresh("message").with_answers({"message": "marzipan", "consent": True})


def test_a_state_comes_back_as_it_was(state):
    assert states.read(states.write(state), purpose="message") == state


def test_answers_move_on_within_the_same_filling_in(state):
    later = state.with_answers({"message": "thunder"})
    assert (later.one_time, later.issued) == (state.one_time, state.issued)


def test_a_state_shows_nothing_of_what_was_typed(state):
    assert "marzipan" not in states.write(state) + repr(state)


@pytest.mark.parametrize("text", ["", "x", "é", "AAAA", "\x00", "A" * 4000, "=" * 8])
def test_what_is_not_a_state_is_refused(text):
    with pytest.raises(states.StateError):
        states.read(text, purpose="message")


def test_an_edited_state_is_refused(state):
    text = states.write(state)
    for place in (0, len(text) // 2, len(text) - 6):
        edited = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(states.StateError):
            states.read(edited, purpose="message")


def test_the_state_of_another_form_is_refused(state):
    with pytest.raises(states.ForeignStateError):
        states.read(states.write(state), purpose="screening")


def test_an_old_state_is_refused_and_gives_back_the_answers(state, settings, monkeypatch):
    text = states.write(state)
    later = time.time() + settings.FORM_LIFETIME.total_seconds() + 1
    monkeypatch.setattr(states.time, "time", lambda: later)
    with pytest.raises(states.ExpiredStateError) as refused:
        states.read(text, purpose="message")
    assert refused.value.state.answers == state.answers


def test_another_secret_key_reads_nothing(state, settings):
    text = states.write(state)
    settings.SECRET_KEY = "another secret key, long enough for this"
    with pytest.raises(states.StateError):
        states.read(text, purpose="message")


def test_a_changed_secret_key_loses_nobody_s_text(state, settings):
    text, old = states.write(state), settings.SECRET_KEY
    settings.SECRET_KEY = "another secret key, long enough for this"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert states.read(text, purpose="message") == state
