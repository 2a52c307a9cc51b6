extension Int {
    /// The number with what is counted: `1 group`, `2 groups`; what is not made with an s, or has a verb, is given for many.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(self) \(self == 1 ? one : many ?? "\(one)s")"
    }
}
