/// What a cron job at a fixed time does when a clock change leaves that time out or shows it twice.
///
/// A job whose minute or hour field starts with `*` follows real minutes under every rule.
package enum ClockChangeRule: String, CaseIterable, Codable, Hashable, Sendable {
    /// A time that is left out runs at the first instant after the gap; a time shown twice runs at the first copy.
    case shift
    /// A time that is left out does not run that day; a time shown twice runs at the first copy.
    case skip
    /// A time that is left out runs at the first instant after the gap; a time shown twice runs at both copies.
    case twice
}
