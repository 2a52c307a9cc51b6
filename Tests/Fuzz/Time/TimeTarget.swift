@testable import CivilTime

/// The first byte says what to read; what can be read must print as something that reads the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTime(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var choices = Choices(start, count)
    switch choices.number(below: 8) {
    case 0: instant(text(choices.rest))
    case 1: span(text(choices.rest))
    case 2: civil(text(choices.rest))
    case 3: zoneName(text(choices.rest))
    case 4: arithmetic(&choices)
    case 5: zoneFile(&choices)
    default: cron(&choices)
    }
    return 0
}

private func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
}

private func instant(_ text: String) {
    guard let instant = try? Instant(iso8601: text) else { return }
    expect((try? Instant(iso8601: instant.iso8601)) == instant, "\(text) prints as \(instant.iso8601)")
}

private func span(_ text: String) {
    guard let span = try? TimeSpan(parsing: text) else { return }
    expect((try? TimeSpan(parsing: span.description)) == span, "\(text) prints as \(span)")
    expect((try? TimeSpan(parsing: span.signedDescription)) == span, "\(text) prints as \(span.signedDescription)")
}

private func civil(_ text: String) {
    if let date = try? CivilDate(parsing: text) {
        expect((try? CivilDate(parsing: date.description)) == date, "\(text) prints as \(date)")
        if let next = try? date.adding(days: 1) {
            expect(date.days(until: next) == 1, "\(date) is followed by \(next)")
        }
    }
    if let time = try? ClockTime(parsing: text) {
        expect((try? ClockTime(parsing: time.description)) == time, "\(text) prints as \(time)")
    }
    if let both = try? CivilDateTime(parsing: text) {
        expect((try? CivilDateTime(parsing: both.description)) == both, "\(text) prints as \(both)")
    }
}

private func zoneName(_ text: String) {
    guard let zone = try? Zone.named(text) else { return }
    expect((try? Zone.named(zone.name)) == zone, "\(text) is called \(zone.name)")
    _ = zone.offset(at: Instant(milliseconds: 0))
}

/// Any instants and spans at all, also those outside the years that can be written.
private func arithmetic(_ choices: inout Choices) {
    let instant = Instant(milliseconds: choices.word())
    let span = TimeSpan(milliseconds: choices.word())
    let zone = pickZone(&choices)
    _ = instant.iso8601 + (instant + span).iso8601 + (instant - span).iso8601 + (instant - (instant + span)).description
    expect((try? TimeSpan(parsing: span.description)) == span, "\(span.milliseconds) ms print as \(span)")
    if let sum = try? instant.adding(span) {
        expect((try? Instant(iso8601: sum.iso8601)) == sum, "\(sum.milliseconds) prints as \(sum)")
    }
    check(zone, at: instant)
}

private func zoneFile(_ choices: inout Choices) {
    let instant = Instant(milliseconds: choices.word() >> Int64(choices.number(below: 24)))
    guard let file = try? ZoneFile(bytes: choices.rest) else { return }
    let zone = Zone(name: "Fuzz/Zone", file: file)
    check(zone, at: instant)
    check(zone, at: Instant(milliseconds: 1_800_000_000_000))
}

private func check(_ zone: Zone, at instant: Instant) {
    let wall = zone.civil(at: instant)
    _ = zone.resolve(wall)
    _ = instant.iso8601(in: zone) + zone.offsetDescription(at: instant)
    let period = zone.period(containing: instant.seconds)
    expect(period.start <= instant.seconds, "the period of \(instant) begins at \(period.start)")
    expect(instant.seconds < period.end, "the period of \(instant) ends at \(period.end)")
}

private func pickZone(_ choices: inout Choices) -> Zone {
    let names = [
        "UTC", "America/New_York", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Cairo", "Pacific/Apia", "+05:30",
        "Africa/Casablanca", "America/Nuuk", "-12:00",
    ]
    return (try? Zone.named(choices.pick(names))) ?? .utc
}

private func cron(_ choices: inout Choices) {
    let instant = Instant(milliseconds: choices.word() >> Int64(choices.number(below: 40)))
    let zone = pickZone(&choices)
    let rule = choices.pick(ClockChangeRule.allCases)
    let source = text(choices.rest)
    guard let cron = try? CronExpression(parsing: source) else { return }
    expect((try? CronExpression(parsing: cron.description)) == cron, "\(source) prints as \(cron)")
    _ = cron.caution
    guard let next = cron.next(after: instant, in: zone, onClockChange: rule) else { return }
    expect(next > instant, "\(source) after \(instant) is \(next)")
    guard let previous = cron.previous(before: next, in: zone, onClockChange: rule) else { return }
    expect(previous <= instant, "\(source) fires at \(previous), between \(instant) and its next firing \(next)")
    if previous < instant {
        let again = cron.next(after: previous, in: zone, onClockChange: rule)
        expect(
            again == next,
            "\(source) after \(previous) in \(zone) (\(rule)) is \(String(describing: again)), not \(next)"
        )
    }
}
