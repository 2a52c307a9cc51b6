internal import Model
internal import Spelling

/// That lines of a list could not be read, beside the number of those that were left out.
struct UnreadText {
    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    /// ` (2 lines could not be read)`, or nothing.
    var aside: String {
        plan.unreadCount == 0 ? "" : " (\(plan.unreadCount.counted("line")) could not be read)"
    }
}
