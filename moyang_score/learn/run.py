"""Running a learner: judge it, learn the card, and measure it."""

from moyang_score.learn.form import RESEARCH, CardForm
from moyang_score.learn.judge import Progress, cross_validate, judge, learn_card
from moyang_score.learn.model import Learner
from moyang_score.learn.options import FitOptions
from moyang_score.learn.prepare import Prepared
from moyang_score.learn.record import Outcome

__all__ = ["run_fit"]


def run_fit(
    prepared: Prepared, options: FitOptions, learner: Learner, seed: int, say: Progress, form: CardForm = RESEARCH
) -> Outcome:
    """Judge a learner, learn the card, and measure it.

    Parameters
    ----------
    prepared : Prepared
        The samples.
    options : FitOptions
        The largest number of characteristics.
    learner : Learner
        The learner.
    seed : int
        Deals the folds and is passed to the learner.
    say : callable
        Called with short texts on the way.
    form : CardForm
        How the card is dressed.

    Returns
    -------
    Outcome
        Model, card and figures; the first figures are of rows that the card was not fitted on.
    """
    sample, later, most = prepared.fitted, prepared.held_out, options.max_characteristics
    judged = [] if later else [cross_validate(learner, sample, seed, most, say, form=form)]
    say("fitting the card")
    model, card = learn_card(learner, sample, seed, most, form)
    if later:
        judged.append(judge("held out", card.score_readings(later.readings, len(later)), later))
    judged.append(judge("fitted", card.score_readings(sample.readings, len(sample)), sample))
    return Outcome(model, card, tuple(judged))
