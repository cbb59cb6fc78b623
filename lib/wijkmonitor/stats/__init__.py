"""Pure numbers: estimates with their intervals, charts, indices. Knows no wijk.

Every interval is 95% unless `confidence=` says otherwise. Bad input raises ValueError naming the argument and
the value; where nothing may be said `value` is None and `reason` says why. How often the intervals hold the
truth is measured in docs/dekking.md.
"""

from wijkmonitor.stats.agreement import cohen_kappa, cronbach_alpha, krippendorff_alpha
from wijkmonitor.stats.charts import RunChart, run_chart, xmr_chart
from wijkmonitor.stats.difference import adjust, detectable, detectable_ratio, difference
from wijkmonitor.stats.estimate import Estimate, Estimates
from wijkmonitor.stats.means import ChangeEstimate, linked_change, mean, paired_change, unpaired_change
from wijkmonitor.stats.network import NetworkMeasures, cut_points, density_change, network_measures
from wijkmonitor.stats.proportions import (
    FunnelLimits,
    ahead,
    cluster_counts,
    cluster_proportion,
    cumulative_incidence,
    funnel_limits,
    proportion,
    proportion_difference,
)
from wijkmonitor.stats.rates import count, count_ratio, in_bunches, rate, rate_ratio, standardised_rate, standardised_ratio
from wijkmonitor.stats.reach import Inequality, inequality, r_indicator, representativeness
from wijkmonitor.stats.survey import SurveyEstimate, survey_mean, survey_proportion

__all__ = [
    "ChangeEstimate", "Estimate", "Estimates", "FunnelLimits", "Inequality", "NetworkMeasures", "RunChart", "SurveyEstimate",
    "adjust", "ahead", "cluster_counts", "cluster_proportion", "cohen_kappa", "count", "count_ratio", "cronbach_alpha",
    "cumulative_incidence", "cut_points", "density_change", "detectable", "detectable_ratio", "difference", "funnel_limits",
    "in_bunches", "inequality", "krippendorff_alpha", "linked_change", "mean", "network_measures", "paired_change", "proportion",
    "proportion_difference", "r_indicator", "rate", "rate_ratio", "representativeness", "run_chart", "standardised_rate",
    "standardised_ratio", "survey_mean", "survey_proportion", "unpaired_change", "xmr_chart",
]  # fmt: skip
