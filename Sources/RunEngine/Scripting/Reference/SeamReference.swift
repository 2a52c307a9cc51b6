internal import Seam

/// The functions and resources of the API as entries of the reference, made from the catalogue.
enum SeamReference {
    /// The functions and namespaces within a namespace, which is empty for `seam` itself.
    static func members(of namespace: String) -> [ReferenceEntry] {
        let prefix = namespace.isEmpty ? "" : namespace + "."
        return SeamCatalogue.endpoints(of: namespace).map(entry)
            + SeamCatalogue.namespaces(within: namespace).map { Self.namespace(prefix + $0) }
    }

    /// What is known of a name within `seam`: a namespace or a function.
    static func entry(_ name: String) -> ReferenceEntry? {
        if SeamCatalogue.namespaces.contains(name) { return namespace(name) }
        if let own = own.first(where: { $0.name == "seam.\(name)" }) { return own }
        guard let dot = name.lastIndex(of: "."),
            let endpoint = SeamCatalogue.endpoint(
                namespace: String(name[..<dot]),
                method: String(name[name.index(after: dot)...]),
            )
        else { return nil }
        return entry(endpoint)
    }

    /// A resource such as `device`.
    static func resource(_ name: String) -> ReferenceEntry? {
        SeamCatalogue.resource(name) == nil ? nil : .owner(name, .type, "What the API tells of one \(words(name)).")
    }

    /// The fields of a resource; empty for an unknown one.
    static func fields(of resource: String) -> [ReferenceEntry] {
        (SeamCatalogue.resource(resource)?.fields ?? []).map { field in
            var entry = ReferenceEntry.field(
                "\(resource).\(field.name)",
                type(of: field) + (field.isRequired && !field.isNullable ? "" : "?"),
                field.summary ?? ""
            )
            entry.notes = limits(of: field)
            return entry
        }
    }

    /// The functions of `seam` that are no function of the API.
    static let own: [ReferenceEntry] = [
        .function(
            "seam.pages",
            [
                .required("fn", "function", "a function of seam that lists"),
                .optional("parameters", "table", "what it takes; limit is the size of a page"),
            ],
            gives: "fun(): table[]?",
            "Goes through a list a page at a time, each read when the loop comes to it.",
            example: "for page in seam.pages(seam.devices.list, { limit = 20 }) do print(#page) end"
        ),
        .table(
            "seam.verify_webhook",
            [
                .required("payload", "string", "the body as it came"),
                .required("headers", "table<string, string>", "with svix-id, svix-timestamp and svix-signature"),
                .required("secret", "string|string[]"),
                .optional("tolerance", "duration|string|number", "how old it may be, five minutes unless given"),
            ],
            gives: "event",
            "The event of a message that a webhook of Seam has sent; an error where the signature is wrong."
        ),
    ]

    private static func namespace(_ name: String) -> ReferenceEntry {
        .owner("seam.\(name)", .namespace, SeamCatalogue.summary(of: name) ?? "Functions of the API.")
    }

    private static func entry(_ endpoint: SeamEndpoint) -> ReferenceEntry {
        var entry = ReferenceEntry.table(
            endpoint.name,
            endpoint.parameters.map(parameter),
            gives: result(of: endpoint),
            endpoint.summary ?? "A function of the API.",
            notes: SeamNotes(endpoint).all,
            example: SeamExample(endpoint).text
        )
        if endpoint.givesActionAttempt {
            let wait = "true, false, or { timeout =, polling_interval = } in seconds"
            entry.parameters.append(.optional("wait_for_action_attempt", "boolean|table", wait))
        }
        return entry
    }

    private static func result(of endpoint: SeamEndpoint) -> String? {
        guard endpoint.responseKey != nil else { return nil }
        let single = endpoint.resource ?? "table"
        return endpoint.isList ? "\(single)[]" : single
    }

    private static func parameter(_ field: SeamField) -> ReferenceParameter {
        let type = type(of: field)
        let summary = field.summary ?? ""
        var parameter =
            field.isRequired
            ? ReferenceParameter.required(field.name, type, summary)
            : ReferenceParameter.optional(field.name, type, summary)
        parameter.allowed = field.allowed
        parameter.limits = limits(of: field)
        parameter.fields = field.fields.map(Self.parameter)
        return parameter
    }

    private static func type(of field: SeamField) -> String {
        let single =
            switch field.kind {
            case .string: field.format == .dateTime ? "time|string" : "string"
            case .number: "number"
            case .integer: "integer"
            case .boolean: "boolean"
            case .object: field.resource ?? "table"
            case .map: "table<string, string|boolean>"
            case .scalar: "string|boolean"
            }
        guard field.isArray else { return single }
        return single.contains("|") ? "(\(single))[]" : "\(single)[]"
    }

    /// What can be said of the values of a field.
    private static func limits(of field: SeamField) -> [String] {
        var limits: [String] = []
        if field.maxLength != nil || field.minLength > 0 {
            limits.append(
                range(field.minLength > 0 ? "\(field.minLength)" : nil, field.maxLength.map(String.init), "characters")
            )
        }
        if field.maxItems != nil || field.minItems > 0 {
            limits.append(
                range(field.minItems > 0 ? "\(field.minItems)" : nil, field.maxItems.map(String.init), "elements")
            )
        }
        if field.minimum != nil || field.maximum != nil {
            limits.append(range(field.minimum.map(number), field.maximum.map(number), nil))
            if field.isMinimumExclusive { limits.append("the least is not included") }
        }
        switch field.format {
        case .digits: limits.append("digits only")
        case .uuid: limits.append("an id")
        case .clock: limits.append("such as 15:00")
        case .clockWithSeconds: limits.append("such as 15:00:00")
        default: break
        }
        if let text = field.defaultText { limits.append("\(text) unless given") }
        if field.isNullable { limits.append("json.null unsets it") }
        if field.isDeprecated { limits.append("the API advises against it") }
        return limits
    }

    private static func range(_ least: String?, _ most: String?, _ unit: String?) -> String {
        let bounds =
            switch (least, most) {
            case (let least?, let most?): least == most ? least : "\(least) to \(most)"
            case (let least?, nil): "\(least) or more"
            case (nil, let most?): "up to \(most)"
            case (nil, nil): "any"
            }
        return unit.map { "\(bounds) \($0)" } ?? bounds
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    private static func words(_ name: String) -> String {
        name.split(separator: "_").joined(separator: " ")
    }
}
