import Model
import RunEngine

extension Engine {
    /// Drives a way to its end as the command line does, and answers its outcome; a question is answered with `answer`.
    func drive(
        _ way: Way,
        _ consent: ConsentRule,
        runID: String = "test",
        answer: ConsentRule.Answer = .nobody,
        stop: StopSignal = StopSignal(),
    ) async -> RunReport {
        var pipeline = pipeline(way, consent: consent, runID: runID)
        while true {
            switch await pipeline.next() {
            case .show: break
            case .ask: pipeline.answer(answer)
            case .keep: pipeline.kept(at: .success("kept.json"))
            case .wait: await pipeline.wait()
            case .apply: await pipeline.apply(stop: stop) { _ in }
            case .finished(let report): return report
            }
        }
    }
}
