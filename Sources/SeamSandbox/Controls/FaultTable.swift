/// The faults asked for, in the order in which they were.
struct FaultTable: Sendable {
    private var faults: [Fault] = []

    mutating func add(_ fault: Fault) {
        faults.append(fault)
    }

    /// The first fault that hits a request to `path`; it is used up by one.
    mutating func next(for path: String, random: inout SandboxRandom) -> Fault? {
        for index in faults.indices {
            let fault = faults[index]
            guard fault.path == nil || fault.path == path, random.fraction() < fault.probability else { continue }
            if let remaining = fault.remaining {
                faults[index].remaining = remaining - 1
                if remaining == 1 { faults.remove(at: index) }
            }
            return fault
        }
        return nil
    }
}
