internal import CivilTime
internal import Model

/// What a run did with the codes of a stay, in words that say who, when and in which run.
struct EndingWords {
    private let sent: StayHistory.Sent
    private let words: HoursWords

    init(_ sent: StayHistory.Sent, _ words: HoursWords) {
        self.sent = sent
        self.words = words
    }

    /// What became of the codes in a few words, nil for a change of hours.
    var what: String? {
        let row = sent.row
        switch row.change {
        case .hours: return nil
        case .create: return "its codes were made"
        case .cancel: return "cancelled"
        case .doors where !row.repinned.isEmpty: return "one PIN on all doors"
        case .doors: return row.keepsPIN ? "other doors" : "a new PIN"
        }
    }

    /// `the stay was cancelled Sun 16:45 by ana, run da205ef5`.
    func ending(of code: String) -> String {
        let row = sent.row
        let device = row.members.first { $0.accessCodeID == code }?.deviceID
        let isReplaced = row.members.contains { $0.part == .add && $0.deviceID == device }
        let what =
            switch row.change {
            case .doors where row.repinned.contains { $0.accessCodeID == code }: "its PIN gave way to that of the stay"
            case .doors where isReplaced: "the code was replaced by one with a new PIN"
            case .doors: "the stay was given other doors"
            default: "the stay was cancelled"
            }
        return "\(what) \(origin)"
    }

    /// `is cancelled already, since Sun 16:45 by ana, run da205ef5`, behind the name of a stay.
    var already: String {
        let what = sent.row.change == .cancel ? "is cancelled already, since" : "has no codes any more, since"
        return "\(what) \(origin)"
    }

    /// `Sun 16:45 by ana, run da205ef5, "asked to leave"`.
    var origin: String {
        let run = sent.run
        let reason = run.reason.map { ", \"\($0.shown)\"" } ?? ""
        return "\(words.moment(sent.at)) by \(run.operatorName.shown), run \(run.id.shown)\(reason)"
    }
}
