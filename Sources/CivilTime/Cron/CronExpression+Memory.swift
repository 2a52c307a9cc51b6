internal import Synchronization

extension CronExpression {
    private static let longestMemory = 1000
    private static let memory = Mutex<[String: CronExpression]>([:])

    /// Reads an expression that is looked at again and again; it is parsed the first time only.
    /// - Throws: As `init(parsing:)`.
    package static func remembered(_ text: String) throws(CivilTimeError) -> CronExpression {
        if let known = memory.withLock({ $0[text] }) { return known }
        let expression = try CronExpression(parsing: text)
        memory.withLock { memory in
            if memory.count >= longestMemory { memory = [:] }
            memory[text] = expression
        }
        return expression
    }
}
