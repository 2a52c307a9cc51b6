package import CivilTime
package import Model
internal import Scripting
internal import Seam
internal import Spelling

/// The plan while the script runs: takes changes, refuses wrong ones, and shows later reads what was recorded.
///
/// It belongs to the thread of the script.
package final class PlanBuilder {
    /// The workspace with the rows recorded so far.
    package private(set) var index: WorkspaceIndex
    /// The codes that some row changes.
    package private(set) var changedCodes: Set<String> = []
    /// Grows with every change that is taken or taken back.
    package private(set) var revision = 0
    private var entries: [PlanEntry] = []
    /// The rows that make and end codes, in the order in which they were recorded.
    private var doorRows: [Row] = []
    private var places: [Row.Target: Int] = [:]
    /// When the first change was recorded: who is inside is decided by one instant for the whole plan.
    private var firstRecordedAt: Instant?
    private var order: TargetOrder?
    /// The reasons and the positions of changes, which are the same for many rows.
    private var texts: Set<String> = []
    /// How far the clock of who records is ahead of the server's; nil where it is not known, or is the server's.
    var clockLead: TimeSpan?

    /// Makes an empty plan.
    package init(index: WorkspaceIndex) {
        self.index = index
    }

    /// The rows, in the order in which their groups were first changed.
    package var rows: [Row] {
        guard let firstRecordedAt else { return doorRows }
        var rows: [Row] = []
        rows.reserveCapacity(entries.count)
        for entry in entries { rows += entry.rows(at: firstRecordedAt) }
        return rows + doorRows
    }

    /// Every group and single code of the workspace that is no part of a stay, in the order of their names.
    package var targets: [Row.Target] { ordered.targets }

    /// The targets with a whole name, in the order of their keys.
    package func targets(named name: FoldedName) -> [Row.Target] { names.byName[name] ?? [] }

    /// The targets of a booking: those whose name is the text, or begins with it as its first words.
    ///
    /// A number alone is the booking of the one target whose first word has it behind letters, where no name begins with it.
    package func targets(ofBooking text: FoldedName) -> [Row.Target] {
        let found = (names.byFirstWord[text.firstWord] ?? []).filter { text.begins($0.name) }.map(\.target)
        guard found.isEmpty else { return found }
        let numbered = targets(numbered: text)
        return numbered.count == 1 ? numbered : []
    }

    /// The targets whose first word has a number behind letters.
    package func targets(numbered text: FoldedName) -> [Row.Target] {
        text.isNumber ? names.byNumber[text.text] ?? [] : []
    }

    /// The targets of a booking, else those whose name has all words of the text, else those whose name has them without
    /// accents; `*` is a letter like any other.
    ///
    /// A text without accents names those with them as well, as `StayText` has it. One that has ended is known by it only
    /// where no other is.
    package func targets(knownBy text: String, at now: Instant) -> [Row.Target] {
        var found = targets(ofBooking: FoldedName(text))
        if let words = StayText(text), let first = words.rarest, !FoldedName(text).hasStar {
            if found.isEmpty {
                found = (ordered.words(in: index)[first] ?? []).filter { target in
                    words.isFound(name: index.name(of: target), doors: [])
                }
            }
            let told = Set(found)
            found +=
                told.isEmpty
                ? ordered.targets(knownByPlain: PlainLetters.compared(text), in: index)
                : ordered.targets(accented: words, in: index).filter { !told.contains($0) }
        }
        let standing = found.filter { target in
            index.members(of: target).contains { $0.state.endsAt.map { $0 > now } ?? true }
        }
        return standing.isEmpty ? found : standing
    }

    private var ordered: TargetOrder {
        if let order { return order }
        let made = TargetOrder(index)
        order = made
        return made
    }

    private var names: TargetNames {
        ordered.names(in: index)
    }

    /// Forgets every row.
    package func drop() {
        for entry in entries {
            for member in entry.members { index.overlay(member.before, on: member.accessCodeID) }
        }
        for row in doorRows { index.overlay(row, \.before) }
        entries = []
        doorRows = []
        changedCodes = []
        places = [:]
        firstRecordedAt = nil
        order = nil
        revision += 1
    }

    /// What was recorded up to a moment.
    struct Mark {
        fileprivate let entries: [PlanEntry]
        fileprivate let doorRows: [Row]
        fileprivate let changedCodes: Set<String>
        fileprivate let places: [Row.Target: Int]
        fileprivate let firstRecordedAt: Instant?
    }

    /// What has been recorded so far, to come back to.
    var mark: Mark {
        Mark(
            entries: entries,
            doorRows: doorRows,
            changedCodes: changedCodes,
            places: places,
            firstRecordedAt: firstRecordedAt,
        )
    }

    /// Forgets what was recorded after a mark.
    func restore(_ mark: Mark) {
        drop()
        (entries, changedCodes, places) = (mark.entries, mark.changedCodes, mark.places)
        firstRecordedAt = mark.firstRecordedAt
        for entry in entries {
            for member in entry.members { index.overlay(member.after, on: member.accessCodeID) }
        }
        doorRows = mark.doorRows
        for row in doorRows { index.overlay(row, \.after) }
    }

    /// Takes a row that makes or ends codes.
    /// - Throws: `script_error` for a stay that an access grant holds, or that has a row in the plan already.
    package func record(_ row: Row) throws(PlanError) {
        let name = row.label
        if let grant = grant(behind: row.target) ?? index.grants[row.target.identifier] {
            throw PlanError(
                .script,
                "\(name): the access grant \(grant.accessGrantID.shown) holds its doors and its PIN; change the grant in Seam",
            )
        }
        guard !row.members.isEmpty else { throw unknown(row.target) }
        let codes = Set(row.members.map(\.accessCodeID))
        let isTwice =
            places[row.target] != nil || doorRows.contains { $0.members.contains { codes.contains($0.accessCodeID) } }
        guard !isTwice else {
            throw PlanError(.script, "\(name): the plan changes it already; change each stay once")
        }
        doorRows.append(row)
        index.overlay(row, \.after)
        changedCodes.formUnion(codes)
        order = nil
        revision += 1
    }

    /// Takes a change of a group, or of one code.
    /// - Throws: `script_error` with a sentence for everything that makes no sense for this target.
    package func record(_ change: Change, of target: Row.Target, at now: Instant) throws(PlanError) {
        let codes = index.members(of: target)
        if let grant = grant(behind: target) { throw heldByGrant(grant, target, change) }
        guard let first = codes.first else { throw unknown(target) }
        let name = describe(target)
        guard !change.isEmpty else {
            throw PlanError(.script, "\(name.shown): nothing to change was given; give starts_at, ends_at or name")
        }
        if let newName = change.name, FoldedName(newName).isEmpty {
            throw PlanError(.script, "\(name.shown): a new name needs letters; leave it out to keep the old one")
        }
        let unit = index.unit(of: first)
        if change.isStep, let place = places[unit], let earlier = entries[place].stepPosition {
            throw secondRelative(name, earlier)
        }
        let resolved = resolved(change, codes)
        var states: [String: CodeState] = [:]
        for code in codes {
            let rules = ChangeRules(index: index, code: code, name: name, now: now, clockLead: clockLead)
            states[code.accessCodeID] = try rules.state(after: resolved)
        }
        try refuseTwoClocks(codes, states, name)
        if !change.replaces { try refuseContradiction(of: change, states, unit, name) }
        firstRecordedAt = firstRecordedAt ?? now
        var kept = change
        kept.because = change.because.map(shared)
        kept.position = change.position.map(shared)
        kept.comesFromPresent = change.comesFromPresent || movesPresentHours(change, of: unit)
        kept.wallZones.formUnion(change.startsOrigin.zones)
        kept.wallZones.formUnion(change.endsOrigin.zones)
        add(kept, states, to: unit, isWholeGroup: unit == target)
    }

    /// Whether an instant of a change was worked out from the hours that the target has on its doors.
    private func movesPresentHours(_ change: Change, of unit: Row.Target) -> Bool {
        func isMoved(_ move: Change.Move?, _ origin: TimeOrigin) -> Bool {
            guard origin.basis != .absolute else { return false }
            switch move {
            case .to(let instant), .noEarlierThan(let instant):
                return origin.isMoved(to: instant, from: presentBounds(of: unit), of: unit)
            default: return false
            }
        }
        return isMoved(change.starts, change.startsOrigin) || isMoved(change.ends, change.endsOrigin)
    }

    /// The starts and ends of a target's codes as they were before the plan.
    private func presentBounds(of unit: Row.Target) -> [Instant] {
        let states = places[unit].map { entries[$0].members.map(\.before) } ?? index.members(of: unit).map(\.state)
        return states.flatMap { [$0.startsAt, $0.endsAt].compactMap(\.self) }
    }

    private func shared(_ text: String) -> String {
        texts.insert(text).memberAfterInsert
    }

    /// How the operator knows a target: its name, or its key where it has none.
    package func describe(_ target: Row.Target) -> String {
        index.name(of: target) ?? target.identifier
    }

    /// Makes a code known that was made while the script runs.
    package func join(_ code: IndexedCode) {
        index.add(code)
        order = nil
    }

    private func add(
        _ change: Change,
        _ states: [String: CodeState],
        to unit: Row.Target,
        isWholeGroup: Bool,
    ) {
        let place = places[unit] ?? entries.count
        if place == entries.count {
            entries.append(PlanEntry(unit, in: index))
            places[unit] = place
        }
        entries[place].merge(change, states, isWholeGroup: isWholeGroup)
        for (id, state) in states {
            index.overlay(state, on: id)
            changedCodes.insert(id)
        }
        if change.name != nil { order = nil }
        revision += 1
    }

    /// The change with the bounds on which the doors shall agree.
    private func resolved(_ change: Change, _ codes: [IndexedCode]) -> Change {
        func resolved(_ move: Change.Move?, _ bound: KeyPath<CodeState, Instant?>) -> Change.Move? {
            let bounds = codes.compactMap { $0.state[keyPath: bound] }
            switch move {
            case .latest: return bounds.max().map(Change.Move.to)
            case .earliest: return bounds.min().map(Change.Move.to)
            default: return move
            }
        }
        var change = change
        change.starts = resolved(change.starts, \.startsAt)
        change.ends = resolved(change.ends, \.endsAt)
        return change
    }

    /// Refuses a change by which doors with the same hours get different ones: they are in two zones, and it names a clock.
    private func refuseTwoClocks(
        _ codes: [IndexedCode],
        _ states: [String: CodeState],
        _ name: String,
    ) throws(PlanError) {
        guard let first = codes.first, let after = states[first.accessCodeID],
            codes.allSatisfy({ $0.state.hasSameHours(as: first.state) }),
            codes.contains(where: { states[$0.accessCodeID]?.hasSameHours(as: after) == false })
        else { return }
        let doors = codes.map { code in
            "\(index.doorName(code.deviceID).shown) (\(index.doors[code.deviceID]?.zone ?? "no zone"))"
        }
        throw PlanError(
            .script,
            "\(name.shown): its doors are in different zones, so that one clock means two instants: "
                + "\(doors.joined(separator: ", ")). Give their zone in keyshift.json, or name the instant itself",
        )
    }

    /// Refuses a change of a field that an earlier one has set to something else.
    private func refuseContradiction(
        of change: Change,
        _ states: [String: CodeState],
        _ unit: Row.Target,
        _ name: String,
    ) throws(PlanError) {
        guard let place = places[unit], let found = entries[place].contradiction(of: change, states),
            let state = states[found.member.accessCodeID]
        else { return }
        let zone = index.doors[found.member.deviceID]?.zone
        func value(_ state: CodeState) -> String {
            switch found.field {
            case .startsAt: state.startsAt.map { LocalTime.full($0, zone) } ?? "nothing"
            case .endsAt: state.endsAt.map { LocalTime.full($0, zone) } ?? "nothing"
            case .name: state.name.map { "\"\($0)\"" } ?? "nothing"
            }
        }
        let what =
            switch found.field {
            case .startsAt: "start"
            case .endsAt: "end"
            case .name: "name"
            }
        throw PlanError(
            .script,
            "\(name.shown): its \(what) was set to \(value(found.member.after)) at \(found.line), and "
                + "\(change.position ?? "this line") sets it to \(value(state)). "
                + "Change each group once; if the later line counts, give it replace = true",
        )
    }

    private func secondRelative(_ name: String, _ earlier: String) -> PlanError {
        PlanError(
            .script,
            "\(name.shown) was moved already, at \(earlier.shown); a second relative change would add to the first. "
                + "Write the end itself with extend_to or set, or change each group once",
        )
    }

    /// The grant that holds a code, or a code with a key; nil where none does, and for a grant itself.
    private func grant(behind target: Row.Target) -> IndexedGrant? {
        switch target {
        case .group(let key): index.grant(ofKey: key)
        case .code(let id): index.codes[id]?.accessGrantID.flatMap { index.grants[$0] }
        case .grant: nil
        }
    }

    /// The refusal of a change of a code behind the back of its grant, with the line that does it.
    private func heldByGrant(_ grant: IndexedGrant, _ target: Row.Target, _ change: Change) -> PlanError {
        let what: String
        if case .code(let id) = target, let device = index.codes[id]?.deviceID {
            what = "the code on \(index.doorName(device).shown)"
        } else {
            what = "the codes with the key \"\(target.identifier.shown)\""
        }
        return PlanError(
            .script,
            "\(describe(grant.target).shown): an access grant holds \(what), and gives the hours and the name; "
                + "a change of the code alone is not sent. Change the grant: \(grant.line(for: change))",
        )
    }

    private func unknown(_ target: Row.Target) -> PlanError {
        switch target {
        case .grant(let id):
            guard index.grants[id] != nil else {
                return PlanError(
                    .script,
                    "no access grant has the id or the key \"\(id.shown)\"; groups.all():list() shows those there are"
                )
            }
            return PlanError(.script, IndexedGrant.withoutDoors(id))
        case .group(let key):
            if let code = index.codes[key] {
                return PlanError(
                    .script,
                    "\"\(key.shown)\" is the id of one code, not a common_code_key; \(advice(for: code))"
                )
            }
            let nearest = NearestName.find(key, among: index.keys)
            let advice = nearest.map { "did you mean \"\($0.shown)\" (\(describe(.group(commonCodeKey: $0))))?" }
            return PlanError(
                .script,
                "no group has the common_code_key \"\(key.shown)\"; "
                    + (advice ?? "groups.all():list() shows those there are"),
            )
        case .code(let id):
            if !index.members(of: .group(commonCodeKey: id)).isEmpty {
                return PlanError(.script, "\"\(id.shown)\" is the common_code_key of a group, not the id of a code")
            }
            return PlanError(.script, "no code has the id \"\(id.shown)\" in this workspace")
        }
    }

    private func advice(for code: IndexedCode) -> String {
        guard let key = code.commonCodeKey else {
            return "it stands alone: seam.access_codes.update{ access_code_id = …, … }"
        }
        return "its group has the key \"\(key.shown)\""
    }
}
