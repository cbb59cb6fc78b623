"""What holds for every chart in time and every survey: units, order, segments, whole populations."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from wijkmonitor import stats

every = settings(deadline=None, derandomize=True, database=None, max_examples=60)


series = st.lists(st.integers(0, 30), min_size=3, max_size=40)


@every
@given(series, st.integers(-50, 50), st.sampled_from([1, 2, 4, 0.5]))
def test_xmr_signals_do_not_depend_on_the_unit(values, shift, scale):
    one = stats.xmr_chart(values)
    other = stats.xmr_chart([value * scale + shift for value in values])
    assert one["signal"].tolist() == other["signal"].tolist()
    assert (other["lower"]).tolist() == approx((one["lower"] * scale + shift).tolist(), nan_ok=True)


@every
@given(series)
def test_xmr_of_the_mirrored_series_has_the_mirrored_signals(values):
    turn = {"Above UCL": "Below LCL", "Below LCL": "Above UCL", "Common Cause": "Common Cause"}
    turn |= {
        f"{rule} {a} CL": f"{rule} {b} CL" for rule in ("2 in 3", "7 Points") for a, b in (("Above", "Below"), ("Below", "Above"))
    }
    one, other = stats.xmr_chart(values), stats.xmr_chart([-value for value in values], improvement="down")
    trend = one["signal"].str.startswith("7 Point Trend")
    assert [turn[signal] for signal in one["signal"][~trend]] == other["signal"][~trend].tolist()
    assert other["signal"][trend].str.startswith("7 Point Trend").all()
    assert one["meaning"][~trend].tolist() == other["meaning"][~trend].tolist()


@every
@given(series, st.data())
def test_xmr_of_segments_is_the_charts_of_its_parts_side_by_side(values, data):
    cut = data.draw(st.integers(1, len(values) - 1))
    parts = pd.concat([stats.xmr_chart(values[:cut]), stats.xmr_chart(values[cut:])], ignore_index=True)
    pd.testing.assert_frame_equal(stats.xmr_chart(values, rebase=[cut]), parts)


@every
@given(series, st.integers(1, 9))
def test_run_chart_does_not_depend_on_the_unit_or_on_direction_in_time(values, scale):
    one, other = stats.run_chart(values), stats.run_chart([value * scale for value in values[::-1]])
    assert (one.longest_run, one.crossings, one.signal) == (other.longest_run, other.crossings, other.signal)


@st.composite
def surveys(draw):
    size = draw(st.integers(4, 30))
    frame = pd.DataFrame(
        {
            "y": draw(st.lists(st.integers(0, 10), min_size=size, max_size=size)),
            "w": draw(st.lists(st.floats(0.1, 50), min_size=size, max_size=size)),
            "s": (["a", "a", "b", "b"] + draw(st.lists(st.sampled_from("ab"), min_size=size, max_size=size)))[:size],
        }
    )
    return frame.assign(yes=(frame["y"] > 5).astype(int))


@every
@given(surveys(), st.floats(0.01, 100), st.randoms(use_true_random=False))
def test_survey_estimates_do_not_depend_on_the_order_of_rows_or_the_scale_of_weights(frame, scale, random):
    mixed = frame.sample(frac=1, random_state=random.randrange(1000)).assign(w=lambda frame: frame["w"] * scale)
    for function, variable in ((stats.survey_mean, "y"), (stats.survey_proportion, "yes")):
        one, other = function(frame, variable, "w", "s"), function(mixed, variable, "w", "s")
        assert (one.n, one.df, one.reason) == (other.n, other.df, other.reason)
        assert [one.value, one.se] == approx([other.value, other.se], abs=1e-9)
        if one.low is not None:
            assert [one.low, one.high] == approx([other.low, other.high], abs=1e-9)
            assert one.low <= one.value <= one.high


@every
@given(surveys())
def test_unweighted_survey_without_design_is_the_plain_mean_and_t_interval(frame):
    plain = stats.mean(frame["y"])
    found = stats.survey_mean(frame.assign(w=1.0), "y", "w")
    assert [found.value, found.low, found.high] == approx([plain.value, plain.low, plain.high])


@every
@given(surveys())
def test_survey_of_everyone_agrees_with_the_population_and_has_no_margin(frame):
    census = frame.assign(w=1.0, N=frame.groupby("s")["s"].transform("size"))
    found = stats.survey_mean(census, "y", "w", "s", fpc="N")
    assert (found.value, found.low, found.high) == approx((frame["y"].mean(),) * 3)


@every
@given(surveys())
def test_each_row_its_own_cluster_is_no_clusters(frame):
    numbered = frame.assign(c=range(len(frame)))
    assert stats.survey_mean(numbered, "y", "w", "s", "c") == stats.survey_mean(frame, "y", "w", "s")
