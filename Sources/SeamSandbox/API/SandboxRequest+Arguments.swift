extension SandboxRequest {
    /// The largest body that is read, in bytes.
    static let bodyLimit = 1_048_576

    /// The parameters of the query and of the body; the body wins.
    /// - Throws: `method_not_allowed`, `invalid_content_type`, `invalid_query_params`, `invalid_input`, and plain text
    ///   for a body that is too large or no JSON.
    func arguments(for endpoint: Endpoint, _ definition: Endpoint.Definition) throws(APIError) -> Arguments {
        guard definition.methods.contains(method) else {
            let accepted = definition.methods.joined(separator: ",")
            throw APIError(405, "method_not_allowed", "only \(accepted) accepted")
        }
        let body = try bodyFields()
        var values = query.isEmpty ? body : try QueryString.parse(query, for: definition.parameters)
        if !query.isEmpty { values.merge(body) { $1 } }
        if endpoint == .listAccessCodes, values["device_id"] == .string("") { values["device_id"] = nil }
        return try Arguments(values, for: definition.parameters)
    }

    private func bodyFields() throws(APIError) -> [String: JSON] {
        guard let body else { throw .plainText(413, "Body exceeded 1mb limit") }
        guard !body.isEmpty else { return [:] }
        let isJSON = headers["content-type"]?.lowercased().contains("application/json") ?? false
        guard isJSON else {
            guard method != "GET" else { return [:] }
            guard method == "PUT" else { throw Self.contentType(method) }
            // A body of another type reaches the validation as text.
            throw .invalidInput("Expected object, received string")
        }
        guard let value = JSONParser.parse(body) else { throw .plainText(400, "Invalid JSON") }
        guard let fields = value.fields else { throw .invalidInput("Expected object, received \(value.typeName)") }
        return fields
    }

    private static func contentType(_ method: String) -> APIError {
        let message = "\(method) requests must have Content-Type header with \"application/json\""
        return APIError(400, "invalid_content_type", message)
    }
}
