package import CivilTime

extension Row {
    /// One code of the target: its hours before and after; a code that is made has none before, and one that ends none
    /// after.
    package struct Member: Hashable, Sendable {
        /// What it holds.
        private struct Fields: Hashable, Sendable {
            var accessCodeID: String
            var deviceID: String
            var door: String
            var before: CodeState
            var after: CodeState
            var status: RowStatus
        }

        private var shared: SharedFields<Fields>

        /// The code.
        package var accessCodeID: String {
            get { shared.value.accessCodeID }
            set { shared.value.accessCodeID = newValue }
        }

        /// The device that the code is on.
        package var deviceID: String {
            get { shared.value.deviceID }
            set { shared.value.deviceID = newValue }
        }

        /// The name of that device, as a person knows it.
        package var door: String {
            get { shared.value.door }
            set { shared.value.door = newValue }
        }

        /// What the plan was made from.
        package var before: CodeState {
            get { shared.value.before }
            set { shared.value.before = newValue }
        }

        /// What the plan wants.
        package var after: CodeState {
            get { shared.value.after }
            set { shared.value.after = newValue }
        }

        /// Where this member stands.
        package var status: RowStatus {
            get { shared.value.status }
            set { shared.value.status = newValue }
        }

        /// Makes a planned member.
        package init(
            accessCodeID: String,
            deviceID: String,
            door: String,
            before: CodeState,
            after: CodeState,
            status: RowStatus = .planned,
        ) {
            shared = SharedFields(
                Fields(
                    accessCodeID: accessCodeID,
                    deviceID: deviceID,
                    door: door,
                    before: before,
                    after: after,
                    status: status,
                )
            )
        }
    }
}

extension Row.Member {
    /// How far the hours move, nil where they do not, or where a bound is missing on one side.
    package var delta: HoursDelta? {
        HoursDelta(startsAt: (before.startsAt, after.startsAt), endsAt: (before.endsAt, after.endsAt))
    }
}

/// How far a start and an end move; at least one of them does.
package struct HoursDelta: Hashable, Sendable {
    /// The way of the start, negative for an earlier one.
    package var startsBy: TimeSpan
    /// The way of the end, negative for an earlier one.
    package var endsBy: TimeSpan

    /// Makes a delta of both ways.
    package init(startsBy: TimeSpan, endsBy: TimeSpan) {
        self.startsBy = startsBy
        self.endsBy = endsBy
    }

    /// Makes the delta between bounds, nil where neither moves, or where one is missing on one side.
    package init?(startsAt: (before: Instant?, after: Instant?), endsAt: (before: Instant?, after: Instant?)) {
        guard let start = startsAt.before, let newStart = startsAt.after, let end = endsAt.before,
            let newEnd = endsAt.after
        else { return nil }
        self.init(startsBy: newStart - start, endsBy: newEnd - end)
        if startsBy == .zero && endsBy == .zero { return nil }
    }

    /// The way back.
    package var reversed: HoursDelta { HoursDelta(startsBy: -startsBy, endsBy: -endsBy) }
}
