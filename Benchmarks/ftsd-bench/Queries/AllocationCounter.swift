import CAllocations

/// Counts what this thread asks of the heap: the same number in every run of the same build, where
/// times are not.
enum AllocationCounter {
  /// Allocations of this thread so far; `nil` where they are not counted: without glibc, or under
  /// a sanitizer.
  static var current: Int? {
    allocations_are_counted() ? Int(allocations_of_this_thread()) : nil
  }
}
