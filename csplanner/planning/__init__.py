"""The planner: from a frozen problem to a plan, its bound and its explanations. Writes nothing."""
