extension Remedy {
    /// The same with a switch that was typed in each line that it offers and that takes it: who asked only for a plan is offered
    /// one.
    package func keeping(_ option: String, where takes: ([String]) -> Bool) -> Remedy {
        func kept(_ line: [String]) -> [String] {
            takes(line) && !line.contains(option) && !line.contains("--") ? line + [option] : line
        }
        return switch self {
        case .name(let line): .name(kept(line))
        case .command(let line): .command(kept(line))
        case .commands(let lines): .commands(lines.map(kept))
        default: self
        }
    }
}
