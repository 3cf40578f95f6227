import FTSQuery

/// A condition of a plan, on the document itself or on others of its thread.
enum PlanFilter {
  /// On what the document has.
  case own(Filter)
  /// On documents that stand in a relation to it: one of them matches the plan.
  case related(ThreadRelation, QueryPlan)
}
