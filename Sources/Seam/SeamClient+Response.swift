internal import NIOHTTP1

extension SeamClient {
    /// Reads an answer 2xx, and refuses one that the API would not give.
    func response(
        _ answer: HTTPAnswer,
        _ path: String,
        _ endpoint: SeamEndpoint?,
    ) throws(SeamError) -> SeamResponse {
        let requestID = answer.headers.first(name: "seam-request-id")
        func refusal(_ reason: String, _ cause: (any Error)? = nil) -> SeamError {
            SeamError(
                .invalidResponse,
                "\(reason); check that the address in SEAM_ENDPOINT or --endpoint is Seam's",
                status: answer.status,
                requestID: requestID,
                delivery: .answered,
                path: path,
                underlying: cause,
            )
        }
        let body: JSONValue
        do throws(JSONError) {
            body = answer.status == 204 ? [:] : try JSONValue(parsing: answer.body)
        } catch {
            throw refusal("the answer is not JSON (\(error))", error)
        }
        guard body.object != nil else { throw refusal("the answer is \(body.typeName), not an object") }
        if let key = endpoint?.responseKey, body[key] == nil { throw refusal("the answer has no \(key)") }
        return SeamResponse(
            body: body,
            status: answer.status,
            requestID: requestID,
            date: answer.headers.first(name: "date"),
        )
    }
}
