internal import RunEngine

extension ArgumentKind {
    /// What a script is given for such an argument.
    var shape: Shape {
        switch self {
        case .text, .file, .clock, .zone, .choice: .text
        case .date: .object(.date)
        case .time: .object(.time)
        case .duration: .object(.duration)
        case .number: .number
        case .flag: .boolean
        }
    }
}

extension Signature.Kind {
    /// What the default of such an argument has to be.
    static func standard(of kind: ArgumentKind) -> Signature.Kind {
        switch kind {
        case .text, .file: .text
        case .date: .date
        case .time: .instant
        case .duration: .duration
        case .clock: .clock
        case .zone: .zone
        case .number, .flag, .choice: .any
        }
    }
}
