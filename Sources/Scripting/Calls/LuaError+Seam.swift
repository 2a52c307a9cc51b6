package import Lua
package import Seam

extension LuaError {
    /// The error table that a script sees for an error of the API.
    package init(_ error: SeamError) {
        var fields: [String: Field] = ["code": .string(error.code.rawValue), "message": .string(error.description)]
        if let status = error.status { fields["status"] = .integer(Int64(status)) }
        if let requestID = error.requestID { fields["request_id"] = .string(requestID) }
        if !error.validationErrors.isEmpty {
            fields["validation_errors"] = .fields(
                error.validationErrors.mapValues { .list($0.map(Field.string)) }
            )
        }
        if let problem = error.underlying as? ActionAttemptProblem {
            fields["action_attempt"] = Field(problem.json)
        }
        self.init(error.description, fields: fields)
    }
}
