package import CivilTime
package import Model

/// Everything that the journal has of one run, as JSON lines: the run, its rows, its history, its direct effects.
package struct RunExport: Sendable {
    private let facts: RunFacts

    /// Makes it of what the journal has of a run.
    package init(_ facts: RunFacts) {
        self.facts = facts
    }

    /// The lines, each a JSON object with its `"type"`.
    package var lines: [String] {
        let id = facts.record.id
        let run = ExportLine.run(RunRecordDocument(facts.record)).json
        let rows = facts.rows.enumerated().map { place, row in
            ExportLine.row(Joined(RowDocument(row), RowPlace(runID: id, row: place))).json
        }
        let events = facts.events.map { ExportLine.event(EventDocument($0)).json }
        return [run] + rows + events + facts.effects.map { ExportLine.directEffect(EffectDocument($0, run: id)).json }
    }
}

/// One line of an export.
package enum ExportLine: Document {
    /// The run.
    case run(RunRecordDocument)
    /// One of its rows.
    case row(Joined<RowDocument, RowPlace>)
    /// One step.
    case event(EventDocument)
    /// One call that took effect at once.
    case directEffect(EffectDocument)

    private enum Kind: String, Codable {
        case run, row, event
        case directEffect = "direct_effect"
    }

    private enum CodingKeys: CodingKey {
        case type
    }

    /// Reads the type, then the rest from the same object.
    package init(from decoder: any Decoder) throws {
        switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .type) {
        case .run: self = .run(try RunRecordDocument(from: decoder))
        case .row: self = .row(try Joined(from: decoder))
        case .event: self = .event(try EventDocument(from: decoder))
        case .directEffect: self = .directEffect(try EffectDocument(from: decoder))
        }
    }

    /// Writes the type, then the rest into the same object.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .run(let run):
            try container.encode(Kind.run, forKey: .type)
            try run.encode(to: encoder)
        case .row(let row):
            try container.encode(Kind.row, forKey: .type)
            try row.encode(to: encoder)
        case .event(let event):
            try container.encode(Kind.event, forKey: .type)
            try event.encode(to: encoder)
        case .directEffect(let effect):
            try container.encode(Kind.directEffect, forKey: .type)
            try effect.encode(to: encoder)
        }
    }
}

/// Where a row stands in its run.
package struct RowPlace: Document {
    /// The run's id.
    package var runID: String
    /// The place in the plan, from 0.
    package var row: Int

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case row
    }
}

/// A call that took effect at once.
package struct EffectDocument: Document {
    /// The run's id.
    package var runID: String
    /// The endpoint.
    package var path: String
    /// What was sent, without PINs.
    package var parameters: JSONText
    /// The device.
    package var deviceID: String?
    /// When it was about to be sent.
    package var sentAt: Instant
    /// When it was answered.
    package var answeredAt: Instant?
    /// Where it stands.
    package var state: DirectEffect.State
    /// The API's request id.
    package var requestID: String?
    /// What went wrong, or more of what happened.
    package var detail: String?

    enum CodingKeys: String, CodingKey {
        case runID = "run_id"
        case path, parameters
        case deviceID = "device_id"
        case sentAt = "sent_at"
        case answeredAt = "answered_at"
        case state
        case requestID = "request_id"
        case detail
    }

    init(_ effect: DirectEffect, run: String) {
        runID = run
        path = effect.path
        parameters = JSONText(effect.parameters) ?? JSONText(string: effect.parameters)
        deviceID = effect.deviceID
        sentAt = effect.sentAt
        answeredAt = effect.answeredAt
        state = effect.state
        requestID = effect.requestID
        detail = effect.detail
    }
}
