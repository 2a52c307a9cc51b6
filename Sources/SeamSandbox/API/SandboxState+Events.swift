extension SandboxState {
    /// The newest event that all the given parameters fit.
    /// - Throws: `invalid_input` without any of them, `event_not_found`.
    func getEvent(_ call: Call) throws(APIError) -> SandboxReply {
        let names = ["event_id", "event_type", "device_id"]
        guard names.contains(where: call.arguments.has) else {
            throw .invalidInput("Either 'event_id', 'event_type' or 'device_id' is required")
        }
        let workspace = world.workspaces[call.workspace]
        let filter = EventFilter(call, workspace)
        for number in (workspace.events.start..<workspace.events.end).reversed() {
            guard let event = workspace.events[number], filter.admits(event) else { continue }
            return .json(200) { writer in
                writer.object("event") { event.writeFields(workspaceID: workspace.id, to: &$0) }
                writer.field("ok", true)
            }
        }
        let data = call.arguments.values.filter { names.contains($0.key) }
        throw APIError(404, "event_not_found", "Event not found", data: data)
    }

    /// The events of a span of time, the oldest first.
    /// - Throws: `invalid_input` unless exactly one of `since` and `between` is given, and in order.
    func listEvents(_ call: Call) throws(APIError) -> SandboxReply {
        let span = try eventSpan(call)
        let limit = Int(call.arguments.whole("limit") ?? 500)
        var skipped = Int(call.arguments.whole("unstable_offset") ?? 0)
        let workspace = world.workspaces[call.workspace]
        var events: [Event] = []
        if !Endpoint.foreignEventFilters.contains(where: { call.arguments.has($0.name) }) {
            let filter = EventFilter(call, workspace)
            for number in workspace.events.start..<workspace.events.end where events.count < limit {
                guard let event = workspace.events[number], event.at > span.after, event.at <= span.last,
                    filter.admits(event)
                else { continue }
                if skipped > 0 { skipped -= 1 } else { events.append(event) }
            }
        }
        return .json(200) { writer in
            writer.array("events") { writer in
                for event in events { writer.object { event.writeFields(workspaceID: workspace.id, to: &$0) } }
            }
            writer.field("ok", true)
        }
    }

    /// After which instant, and up to which one.
    private func eventSpan(_ call: Call) throws(APIError) -> (after: Int64, last: Int64) {
        let since = call.arguments.whole("since")
        let bounds = call.arguments.values["between"]?.elements?.compactMap(\.whole)
        guard since == nil || bounds == nil else { throw .invalidInput("Cannot specify both since and between") }
        if let since { return (since, .max) }
        guard let bounds, let first = bounds.first, let last = bounds.last else {
            throw .invalidInput("Must specify either since or between")
        }
        guard last > first else { throw .invalidInput("second value must be greater than first value") }
        return (first, last)
    }
}
