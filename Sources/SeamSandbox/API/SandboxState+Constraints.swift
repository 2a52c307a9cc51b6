extension SandboxState {
    private static let reportableLengths = 4...20

    /// Takes down which code lengths a device takes, for the locks that do not tell it themselves.
    /// - Throws: `device_not_found`, `invalid_input`.
    mutating func reportConstraints(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let model = world.workspaces[call.workspace].devices[device].model
        guard model.takesReportedLengths else {
            throw .invalidInput("Code lengths of \(model.brand) locks are known and cannot be reported")
        }
        world.workspaces[call.workspace].devices[device].reportedLengths = try reportedLengths(call)
        return .done
    }

    private func reportedLengths(_ call: Call) throws(APIError) -> [Int] {
        let shortest = call.arguments.whole("min_code_length").map { Int($0) }
        let longest = call.arguments.whole("max_code_length").map { Int($0) }
        if let lengths = call.arguments.values["supported_code_lengths"]?.elements {
            guard shortest == nil, longest == nil else {
                throw .invalidInput("supported_code_lengths excludes min_code_length and max_code_length")
            }
            return Set(lengths.compactMap(\.whole)).map { Int($0) }.sorted()
        }
        guard shortest != nil || longest != nil else {
            throw .invalidInput("Either supported_code_lengths, min_code_length or max_code_length is required")
        }
        let first = shortest ?? Self.reportableLengths.lowerBound
        let last = longest ?? Self.reportableLengths.upperBound
        guard first <= last else { throw .invalidInput("max_code_length must not be below min_code_length") }
        return Array(first...last)
    }
}
