import Synchronization

/// The names of all host functions of the process, each with a number that is copied like any other.
enum FunctionNames {
    private struct Names {
        var numbers: [String: Int64] = [:]
        var texts: [String] = []
    }

    private static let names = Mutex(Names())

    /// The number of a name, the same for all functions of that name.
    static func number(_ text: String) -> Int64 {
        names.withLock { names in
            if let number = names.numbers[text] { return number }
            names.texts.append(text)
            names.numbers[text] = Int64(names.texts.count - 1)
            return Int64(names.texts.count - 1)
        }
    }

    /// The name of a number that `number(_:)` gave.
    static func text(_ number: Int64) -> String {
        names.withLock { $0.texts[Int(number)] }
    }
}
