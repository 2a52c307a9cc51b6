internal import CivilTime
package import Model
internal import Spelling

/// What a schedule would do if it fired now, as whoever adds it reads it.
package struct TrialText {
    private let report: RunReport
    private let schedule: Schedule
    private let way: ScheduleWay
    /// The script, as whoever schedules it knows it.
    private let script: Script
    /// Whether the day is that of the next firing, because it is not one day at all doors now.
    package var isOfNextDay = false

    /// A script as whoever schedules it knows it.
    package struct Script: Hashable, Sendable {
        /// Whether it is one that ships, which nobody writes anew.
        package var isShipped: Bool
        /// The house that it is told, nil for none.
        package var house: String?
        /// What it does to the hours that it finds by a length, nil where its text tells of nothing of the kind.
        package var adding: Adding?
        /// Whether it has an argument for a house.
        package var takesHouse: Bool
        /// The zones of the doors of that house, of all doors where it is told none; empty where that is not known.
        package var zones: [DoorZone]

        /// Changes by a length that no label keeps from being made twice.
        package struct Adding: Hashable, Sendable {
            /// Whether each makes an end later.
            package var isExtension: Bool
            /// Whether they are of the stays that begin or end on a day which is another one for each day of a firing.
            package var isOfItsDay: Bool

            /// Makes it of both.
            package init(isExtension: Bool, isOfItsDay: Bool) {
                self.isExtension = isExtension
                self.isOfItsDay = isOfItsDay
            }
        }

        /// Makes it of its parts.
        package init(
            isShipped: Bool,
            house: String?,
            adding: Adding? = nil,
            takesHouse: Bool = false,
            zones: [DoorZone] = [],
        ) {
            self.takesHouse = takesHouse
            self.zones = zones
            self.isShipped = isShipped
            self.house = house
            self.adding = adding
        }
    }

    /// Makes the text of a firing that was planned and not sent, and of the lines that add its schedule anew.
    package init(_ report: RunReport, of schedule: Schedule, by way: ScheduleWay, _ script: Script) {
        self.report = report
        self.schedule = schedule
        self.way = way
        self.script = script
    }

    /// The lines.
    package var lines: [String] {
        [outcome] + (report.failure.map { way.lines(after: $0) } ?? [])
            + FiringZones(schedule: schedule, way: way, script: script, now: report.plan.madeAt).lines
            + RepeatedFiringText(report, of: schedule, by: way, script).lines + cautions
    }

    private var outcome: String {
        guard let failure = report.failure else {
            return "IF IT FIRED NOW\(isOfNextDay ? ", ON THE DAY OF ITS NEXT FIRING" : "")  \(change)"
        }
        let sentence = FailureText(failure).firing
        switch failure.code {
        case .connection, .unauthorized:
            return
                "NOTE  Seam was not asked, so only the arguments were tried (\(ForeignText.sentence(failure.message)))"
        case .limitTime: return "NOTE  the script was not at its end when its trial was ended, and so no plan was seen"
        case .directEffect: return direct(failure, sentence)
        case _ where report.state == .refused:
            return "WARNING  if it fired now, it would be refused (\(failure.code)): \(sentence)"
        default:
            let place = script.isShipped ? "" : failure.position.map { "\($0.shown): " } ?? ""
            return "WARNING  if it fired now, it would fail (\(failure.code)): \(place)\(sentence)"
        }
    }

    /// A trial sends nothing, and ends at the first call that would take effect.
    private func direct(_ failure: RunReport.Failure, _ sentence: String) -> String {
        guard case .grantDirect(let name) = failure.remedy,
            schedule.options.direct.allows(path: DirectGrant.path(of: name))
        else { return "WARNING  if it fired now, it would fail (\(failure.code)): \(sentence)" }
        return "NOTE  tried up to its first call that takes effect at once, \(name.shown), which a trial does not send"
    }

    private var changed: [Row] { report.plan.rows.planned }

    private var change: String {
        guard !changed.isEmpty else {
            let why = report.plan.search.map { ": \(SearchText($0).sentence) " } ?? "; "
            return "nothing to change\(why)\(why == "; " ? "that" : "That") is of now: each firing looks anew."
        }
        let inside = report.plan.stayCount(of: changed.filter(\.isInHouse))
        let guests = inside > 0 ? " (\(inside) with a guest inside)" : ""
        let left = report.plan.leftOutCount > 0 ? ", \(report.plan.leftOutCount) left out" : ""
        let groups = report.plan.stayCount(of: changed).counted("group would change", "groups would change")
        return groups + guests + left + (isHeld ? "; the plan would wait for a person" : "")
    }

    private var isHeld: Bool { schedule.holdAbove.map { report.plan.stayCount(of: changed) > $0 } ?? false }

    /// What refuses a whole firing sooner or later, unless it is left out.
    private var cautions: [String] {
        let options = schedule.options
        let adds = changed.isEmpty ? script.adding != nil : changed.contains { $0.isRelative && $0.once == nil }
        guard report.state == .planned, adds, !options.allowed.contains(.recent), !options.leftOut.contains(.recent)
        else { return [] }
        let note =
            "NOTE  it adds to the hours that it finds: one group that anything has moved in the 12 hours before refuses the "
            + "whole firing (recent)."
        var schedule = schedule
        schedule.options.leftOut.insert(.recent)
        guard let line = way.of(schedule).words else {
            return ["\(note) With --leave-out recent it leaves such groups out and sends the others."]
        }
        return ["\(note) To have it leave such groups out and send the others:", ScheduleWay.set(line)]
    }
}
