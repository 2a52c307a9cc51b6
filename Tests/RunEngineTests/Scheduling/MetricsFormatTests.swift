import RunEngine
import Testing

struct MetricsFormatTests {
    @Test(arguments: [
        (nil, MetricsFormat.plain),
        ("", .plain),
        ("*/*", .plain),
        ("text/html,application/xhtml+xml,*/*;q=0.8", .plain),
        ("application/openmetrics-text", .openMetrics),
        ("application/openmetrics-text; version=1.0.0; charset=utf-8", .openMetrics),
        ("application/openmetrics-text;version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", .openMetrics),
        ("application/openmetrics-text;q=0.2,text/plain;q=0.9", .plain),
        ("application/openmetrics-text;q=0", .plain),
        ("application/openmetrics-text;q=nonsense, text/plain", .plain),
        ("Application/OpenMetrics-Text", .openMetrics),
        (",,;;q=", .plain),
    ])
    func `a collector gets the form that it likes best`(header: String?, format: MetricsFormat) {
        #expect(MetricsFormat(accepting: header) == format)
    }

    @Test func `plain text says the same without what only OpenMetrics has`() {
        let text = """
            # TYPE a gauge
            # HELP a How many  there are.
            a{b="# TYPE c counter"} 1
            # TYPE failures counter
            # HELP failures How often.
            failures_total 2
            # TYPE zone info
            # HELP zone The data.
            zone_info{version="2026f"} 1
            # TYPE delay histogram
            # HELP delay The time.
            delay_bucket{le="+Inf"} 3
            # EOF

            """
        let plain = """
            # TYPE a gauge
            # HELP a How many  there are.
            a{b="# TYPE c counter"} 1
            # TYPE failures_total counter
            # HELP failures_total How often.
            failures_total 2
            # TYPE zone_info gauge
            # HELP zone_info The data.
            zone_info{version="2026f"} 1
            # TYPE delay histogram
            # HELP delay The time.
            delay_bucket{le="+Inf"} 3

            """
        #expect(MetricsFormat.plain.text(text) == plain)
        #expect(MetricsFormat.openMetrics.text(text) == text)
    }

    @Test func `each form has a type of its own`() {
        #expect(MetricsFormat.plain.contentType == "text/plain; version=0.0.4; charset=utf-8")
        #expect(MetricsFormat.openMetrics.contentType == "application/openmetrics-text; version=1.0.0; charset=utf-8")
    }
}
