internal import CivilTime
internal import Lua

/// How `time.parse` reads a text that is not ISO 8601: by a pattern, on the clock of a zone.
package struct TimeReading: Sendable {
    /// Nil for a date and a clock time as `time.at` takes them.
    let format: String?
    let zone: Zone?
    let choice: Zone.Choice?

    /// The time of a text.
    /// - Throws: `script_error` with what is wrong with the text, or that nothing says whose clock it is.
    func time(of text: String, _ made: MadeTimes) throws(LuaError) -> TimeValue {
        do throws(CivilTimeError) {
            let read = try read(text)
            if let offset = read.offset {
                let instant = try Zone.named(offset).instant(for: read.civil, choosing: nil)
                return TimeValue(instant, made.origin(ofWall: text, instant))
            }
            guard let zone else {
                throw CivilTimeError(
                    code: .timestamp,
                    message: "\"\(text)\" is another instant in each zone; say which, as in { zone = stay.zone }"
                )
            }
            let instant = try zone.instant(for: read.civil, choosing: choice)
            return TimeValue(instant, made.origin(ofWall: text, instant).joined(with: .clock(of: zone)))
        } catch {
            throw LuaError(error, in: "time.parse")
        }
    }

    private func read(_ text: String) throws(CivilTimeError) -> (civil: CivilDateTime, offset: String?) {
        guard let format else { return (try CivilDateTime(parsing: text), nil) }
        return try TimePattern(format).read(text)
    }
}
