internal import Lua
internal import Model
internal import Seam

extension RunReport.Failure {
    /// What a script failed with; an error of the API keeps its code, status and request id.
    init(_ error: LuaError) {
        self.init(
            code: FailureCode(rawValue: error.code.rawValue) ?? .script,
            message: ForeignText.paragraph(error.message),
            position: error.position?.shown,
            api: nil,
            traceback: error.traceback.map { text in
                let lines = text.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "  ")
                return ForeignText.paragraph(lines)
            },
        )
        guard case .string(let code)? = error.fields?["code"] else { return }
        if code == PlanError.Code.directEffect.rawValue {
            self.code = .directEffect
            remedy = .allowDirect
            if case .string(let name)? = error.fields?[UngrantedCall.field] { remedy = .grantDirect(name) }
            return
        }
        // What was refused before it was sent is the script's own error.
        let own: Set<SeamError.Code> = [.invalidInput, .webhookSignature]
        guard error.fields?["status"] != nil || !own.contains(SeamError.Code(rawValue: code)) else { return }
        var api = API(code: code)
        if case .integer(let status)? = error.fields?["status"] { api.status = Int(status) }
        if case .string(let requestID)? = error.fields?["request_id"] { api.requestID = requestID }
        self.api = api
        switch SeamError.Code(rawValue: code) {
        case .unauthorized: self.code = .unauthorized
        case .connection, .timeout, .tls, .proxy, .invalidOptions: self.code = .connection
        default: if api.status == 401 { self.code = .unauthorized }
        }
    }
}
