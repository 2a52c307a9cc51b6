/// Ends the process with a sentence about what is wrong; the fuzzer then keeps the input.
func finding(_ sentence: String) -> Never {
    fatalError("finding: \(sentence)")
}

/// Ends the process unless a rule holds.
func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { finding(sentence()) }
}
