internal import LuaSyntax
internal import Scripting

/// What the operators give for values of known shapes.
enum Operation {
    static func result(_ left: Shape, _ sign: BinaryExpression.Operator, _ right: Shape) -> Shape {
        switch sign {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .boolean
        case .concatenate: .text
        case .and: right
        case .or: alternative(left, right)
        case .add where left == .object(.time) || right == .object(.time): .object(.time)
        case .subtract where left == .object(.time):
            right == .object(.time) ? .object(.duration) : timeUnlessUnknown(right)
        case .subtract where left == .object(.date) && right == .object(.date): .number
        case .add where left == .object(.duration) || right == .object(.duration): .object(.duration)
        case .subtract where left == .object(.duration) || right == .object(.duration): .object(.duration)
        case _ where left == .number && right == .number: .number
        default: .unknown
        }
    }

    /// Of `group or error("…")` no more is known than of the group.
    private static func alternative(_ left: Shape, _ right: Shape) -> Shape {
        if case .object = left, right == .unknown { return left }
        return left == right ? left : .unknown
    }

    /// A time less something is a time, or a duration when that is a time.
    private static func timeUnlessUnknown(_ right: Shape) -> Shape {
        right == .unknown ? .unknown : .object(.time)
    }
}
