"""Trees that scikit-learn has grown, as the flat arrays of claims/stance/model/trees.py."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier


def flat_forest(name: str, models: Sequence[HistGradientBoostingClassifier]) -> dict[str, Any]:
    """The trees of models of one shape as one forest, whose scores are the mean of theirs; keys begin with `name`."""
    grown = [(output, tree.nodes) for m in models for turn in m._predictors for output, tree in enumerate(turn)]
    width = max(len(nodes) for _, nodes in grown)
    shape = (len(grown), width)
    here = np.tile(np.arange(width, dtype=np.int16), (len(grown), 1))
    feature, threshold, value = np.zeros(shape, np.int16), np.zeros(shape), np.zeros(shape)
    left, right = here.copy(), here.copy()
    for row, (_, nodes) in enumerate(grown):
        size = len(nodes)
        inner = nodes["is_leaf"] == 0
        feature[row, :size] = np.where(inner, nodes["feature_idx"], 0)
        threshold[row, :size] = np.where(inner, nodes["num_threshold"], 0.0)
        left[row, :size] = np.where(inner, nodes["left"], here[row, :size])
        right[row, :size] = np.where(inner, nodes["right"], here[row, :size])
        value[row, :size] = np.where(inner, 0.0, nodes["value"] / len(models))
    start = np.mean([np.asarray(m._baseline_prediction, float).ravel() for m in models], axis=0)
    return {
        f"{name}_feature": feature,
        f"{name}_threshold": threshold,
        f"{name}_left": left,
        f"{name}_right": right,
        f"{name}_value": value,
        f"{name}_outputs": np.array([output for output, _ in grown], np.int16),
        f"{name}_start": start,
        f"{name}_depth": np.array(max(nodes["depth"].max() for _, nodes in grown), np.int16),
    }
