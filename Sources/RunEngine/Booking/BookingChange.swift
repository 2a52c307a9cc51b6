internal import CivilTime
package import Model

/// What `keyshift move` and `keyshift extend` ask for, as it was typed.
package struct BookingChange: Hashable, Sendable {
    /// The booking: its name, its name's first words, or its key.
    package var name: String
    /// The new start, nil for the old one.
    package var starts: String?
    /// The new end, nil for the old one.
    package var ends: String?
    /// The instant up to which the end moves, unless it is later already.
    package var extendsTo: String?
    /// How much later the end becomes, nil where an instant says it.
    package var extendsBy: String?

    /// The instant at which the stay ends, unless it ends earlier already.
    package var endsAt: String?
    /// What is to become of its doors and its codes, nil for its hours.
    package var doors: DoorsWish?
    /// Which codes it is to get that has none, nil for a stay that has some.
    package var stay: StayWish?

    /// Whether its hours are to be sent again as they are.
    package var sendsAgain = false

    /// The command that names the stay, where it changes nothing of it.
    var tool: RunRecord.BookingCommand?

    /// Makes a change that sends a stay's hours again as they are.
    package static func resend(_ name: String) -> BookingChange {
        BookingChange(name: name, sendsAgain: true)
    }

    /// Makes a change that ends a stay earlier.
    package static func end(_ name: String, at end: String) -> BookingChange {
        BookingChange(name: name, endsAt: end)
    }

    /// Makes a change of a stay's doors or codes.
    package static func doors(_ name: String, _ wish: DoorsWish) -> BookingChange {
        BookingChange(name: name, doors: wish)
    }

    /// Makes the codes of a stay that has none.
    package static func stay(_ name: String, _ wish: StayWish) -> BookingChange {
        BookingChange(name: name, stay: wish)
    }

    /// Makes a change of hours.
    package static func move(_ name: String, starts: String?, ends: String?) -> BookingChange {
        BookingChange(name: name, starts: starts, ends: ends)
    }

    /// Makes a change that moves the end later, and only later.
    package static func extend(_ name: String, to end: String) -> BookingChange {
        BookingChange(name: name, extendsTo: end)
    }

    /// Makes a change that moves the end later by a duration.
    package static func extend(_ name: String, by span: String) -> BookingChange {
        BookingChange(name: name, extendsBy: span)
    }

    /// The words of the command line, as the journal keeps them; the name alone where nobody typed any.
    package var words: [String]?

    /// The whole line as it was typed, without the program's name; nil where nobody typed one.
    package var line: [String]?

    /// The command, as the journal keeps it.
    package var origin: Engine.Script {
        Engine.Script(origin: command, arguments: words ?? [name])
    }

    /// The command's word.
    var command: String {
        if let command = tool ?? doors?.command ?? stay?.command { return command.rawValue }
        if sendsAgain { return RunRecord.BookingCommand.resend.rawValue }
        return endsAt != nil ? RunRecord.BookingCommand.end.rawValue : isExtension ? "extend" : "move"
    }

    /// What made the run, as the journal keeps it.
    var runOrigin: RunRecord.Origin {
        RunRecord.BookingCommand(rawValue: command).map(RunRecord.Origin.booking) ?? (isExtension ? .extend : .move)
    }

    /// The same command line with another name for the booking.
    func command(naming name: String) -> [String] {
        [command, name] + (words ?? [self.name]).dropFirst()
    }

    /// The line that was typed, with all of its options, with another name for the booking; `places` take the place of the options
    /// that say which stay is meant.
    func line(naming name: String, _ places: [String] = []) -> [String] {
        guard var line, line.count(where: { $0 == self.name }) == 1, let place = line.firstIndex(of: self.name) else {
            return command(naming: name) + places
        }
        line[place] = name
        return Self.without(Set(places.filter { $0.hasPrefix("--") }), line) + places
    }

    /// Names one of several stays, also in the line that was typed.
    mutating func takeName(_ name: String) {
        if line != nil { line = line(naming: name) }
        self.name = name
    }

    /// The line that was typed with an end in the place of a length of time.
    private func line(endingAt time: String) -> [String] {
        guard let line, line.first == command else { return [command, name, "--to", time] }
        return Self.without(["--by"], line) + ["--to", time]
    }

    /// A line without some options and their values.
    private static func without(_ options: Set<String>, _ line: [String]) -> [String] {
        var (kept, isValue): ([String], Bool) = ([], false)
        for word in line {
            if isValue {
                isValue = false
            } else if options.contains(word) {
                isValue = true
            } else if !options.contains(where: { word.hasPrefix("\($0)=") }) {
                kept.append(word)
            }
        }
        return kept
    }

    /// Whether the end only becomes later.
    var isExtension: Bool { extendsTo != nil || extendsBy != nil }

    /// Whether a stay keeps all that it has: of another command no line is offered that names another guest.
    var takesNothing: Bool { isExtension || sendsAgain || stay != nil }

    /// The end that a stay which has ended is wished to get, as it is typed for `readmit`.
    var wishedEnd: String { ends ?? extendsTo ?? extendsBy.map { "+\($0)" } ?? "+2h" }

    /// The change of a stay whose codes and zone are known, at an instant of the server's clock.
    /// - Throws: `invalid_value` with the times that work.
    func change(of codes: [CodeState], zone: String?, at now: Instant) throws(PlanError) -> Change {
        let starting = BookingTime(zone: zone, bounds: codes.compactMap(\.startsAt), now: now)
        let ending = BookingTime(zone: zone, bounds: codes.compactMap(\.endsAt), now: now)
        var change = Change()
        if [starts, ends, extendsTo, endsAt].compactMap(\.self).contains(where: Self.isOnTheDoorsClock) {
            change.wallZones = Set([zone].compactMap(\.self))
        }
        if let starts { change.starts = try starting.move(to: starts, about: .starts) }
        if let ends { change.ends = try ending.move(to: ends, about: .ends) }
        if let endsAt { change.ends = try earlier(try ending.move(to: endsAt, about: .endsAt), .endsAt) }
        if let extendsTo { change.ends = try later(try ending.move(to: extendsTo, about: .extendsTo), .extendsTo) }
        if let extendsBy { change.ends = try later(.by(try span(extendsBy, ending)), .extendsBy) }
        return change
    }

    /// Refuses times and lengths of time that mean nothing whatever the stay, so that no server is asked about them.
    /// - Throws: `invalid_value` with the forms that work.
    package func checkWords() throws(PlanError) {
        let span: TimeSpan
        // What takes days is answered with a bound of the stay, which is not known yet.
        for (text, typed) in times where TimeSpan.days(in: text) == nil {
            do throws(CivilTimeError) {
                _ = try TypedTime(parsing: text)
            } catch {
                throw PlanError(.invalidValue, error.typedMessage, about: typed, underlying: error)
            }
        }
        guard let extendsBy, TimeSpan.days(in: extendsBy) == nil else { return }
        do throws(CivilTimeError) {
            span = try TimeSpan(parsing: extendsBy)
        } catch {
            throw Self.refusal(of: extendsBy, error)
        }
        _ = try later(.by(span), .extendsBy)
    }

    /// The times that were typed.
    private var times: [(text: String, typed: TypedValue)] {
        var times: [(String?, TypedValue)] = [
            (starts, .starts), (ends, .ends), (extendsTo, .extendsTo), (endsAt, .endsAt),
        ]
        switch stay {
        case .create(_, _, let starts, let ends): times += [(starts, .starts), (ends, .ends)]
        case .readmit(let to): times.append((to, .extendsTo))
        case nil: break
        }
        if case .changeRoom(_, _, let by)? = doors { times.append((by, .readyBy)) }
        return times.compactMap { text, typed in text.map { ($0, typed) } }
    }

    /// Whether a text is a time as it is typed for a bound.
    package static func isTime(_ text: String) -> Bool { (try? TypedTime(parsing: text)) != nil }

    /// Whether a text is a length of time, such as `2h`.
    package static func isSpan(_ text: String) -> Bool { (try? TimeSpan(parsing: text)) != nil }

    private static func isOnTheDoorsClock(_ text: String) -> Bool {
        (try? TypedTime(parsing: text))?.isOnTheDoorsClock == true
    }

    /// The move where it makes an end later, and never earlier.
    private func later(_ move: Change.Move, _ typed: TypedValue) throws(PlanError) -> Change.Move {
        switch move {
        case .to(let instant), .noLaterThan(let instant): return .noEarlierThan(instant)
        case .by(let span) where span <= .zero:
            throw PlanError(
                .invalidValue,
                "an extension only makes an end later; for an earlier end: keyshift move \(ShellWords.quoted(name.shown)) --ends=\(span)",
                about: typed,
            )
        default: return move
        }
    }

    /// The move where it makes an end earlier, and never later.
    private func earlier(_ move: Change.Move, _ typed: TypedValue) throws(PlanError) -> Change.Move {
        switch move {
        case .to(let instant): return .noLaterThan(instant)
        case .by(let span) where span >= .zero:
            throw PlanError(
                .invalidValue,
                "a stay ends earlier by this command; for a later end it is extended.",
                about: typed,
                remedy: .command(["extend", name, "--by", "\(span)"]),
            )
        default: return move
        }
    }

    private func span(_ text: String, _ ending: BookingTime) throws(PlanError) -> TimeSpan {
        do throws(CivilTimeError) {
            return try TimeSpan(parsing: text)
        } catch {
            if let days = TimeSpan.days(in: text), days > 0, let time = ending.sameClock(after: days) {
                throw PlanError(
                    .invalidValue,
                    "\(error.typedMessage) A day has 23 or 25 hours when the clocks change; for the same clock time "
                        + "\(TypedTime.days(days)): --to \"\(time)\".",
                    about: .extendsBy,
                    remedy: .command(line(endingAt: time)),
                    underlying: error,
                )
            }
            throw Self.refusal(of: text, error)
        }
    }

    /// The refusal of what is no length of time, with the one that was most likely meant.
    private static func refusal(of text: String, _ error: CivilTimeError) -> PlanError {
        let remedy = plainSpan(text).map { Remedy.instead(of: text, $0) }
        return PlanError(.invalidValue, error.typedMessage, about: .extendsBy, remedy: remedy, underlying: error)
    }

    /// The length of time that was most likely meant: a bare number is one of hours at a desk, and units are spelled out.
    private static func plainSpan(_ text: String) -> String? {
        let plain = text.lowercased().filter { $0 != " " }
        let number = plain.prefix { $0.isNumber }
        guard let value = Int(number), value > 0, value < 1000 else { return nil }
        switch plain.dropFirst(number.count) {
        case "", "hour", "hours", "hr", "hrs", "std": return "\(value)h"
        case "min", "mins", "minute", "minutes": return "\(value)m"
        case "d", "day", "days": return "\(value * 24)h"
        default: return nil
        }
    }
}
