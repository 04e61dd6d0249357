import FoundationEssentials
import ServiceDesk

/// What monitoring may know of a kiosk: numbers of the machine and of all visits together, nothing about a person.
struct KioskMetrics {
    /// Everything counted since the kiosk was set up.
    var totals: [UsageTotal] = []
    var outbox = OutboxCounts()
    /// Seconds since the oldest record was given that the province does not have yet; 0 without one.
    var oldestSeconds = 0.0
    var storeBytes = 0
    var catalogue: CatalogueHeader?
    /// Seconds since the catalogue was last confirmed.
    var catalogueAge: Double?
    var version = KioskVersion.text

    /// The file for node_exporter.
    var text: String { families.map(\.text).joined() }

    private var families: [MetricFamily] { machine + visits + [answerTime] }

    private var machine: [MetricFamily] {
        [
            MetricFamily(
                "kiosk_build_info", .gauge, "Version of the program and of its catalogue.",
                samples: [
                    .init(
                        labels: [("version", version), ("catalogue", catalogue?.version?.text ?? "")], value: 1)
                ]),
            MetricFamily(
                "kiosk_outbox_records", .gauge, "Records that the province does not have yet.",
                samples: [
                    .init(labels: [("state", "waiting")], value: Double(outbox.waiting)),
                    .init(labels: [("state", "parked")], value: Double(outbox.parked)),
                ]),
            MetricFamily("kiosk_outbox_bytes", .gauge, "Bytes of these records.", Double(outbox.bytes)),
            MetricFamily("kiosk_outbox_oldest_age_seconds", .gauge, "Age of the oldest of them.", oldestSeconds),
            MetricFamily("kiosk_store_bytes", .gauge, "Bytes of the files of the store.", Double(storeBytes)),
            MetricFamily(
                "kiosk_catalogue_procedures", .gauge, "Procedures in the catalogue.", Double(catalogue?.count ?? 0)),
            MetricFamily(
                "kiosk_catalogue_age_seconds", .gauge, "Time since the catalogue was confirmed; absent without one.",
                samples: catalogueAge.map { [.init(value: max(0, $0))] } ?? []),
        ].filter { !$0.samples.isEmpty }
    }

    private var visits: [MetricFamily] {
        [
            counter("kiosk_visits_total", "Visits begun.", .visitsBegun),
            counter(
                "kiosk_visits_ended_total", "Visits ended, by how.", .visitsEnded, by: "outcome", VisitOutcome.self),
            counter("kiosk_visits_answered_total", "Visits in which the person got an answer.", .visitsAnswered),
            counter(
                "kiosk_searches_total", "Searches for a procedure, by what they came to.", .searches, by: "outcome",
                SearchOutcome.self),
            lookups,
            counter(
                "kiosk_saved_answers_total", "Answers shown from memory, by their age.", .savedAnswers, by: "age",
                AnswerAge.self),
            given,
            labelled(
                "kiosk_slips_total", "Slips printed or not.", .slips,
                labels: ["printed", "failed"].map { [("result", $0)] }),
            counter("kiosk_speech_failures_total", "Pages that could not be said aloud.", .speechFailures),
            counter("kiosk_service_seconds_total", "Time in service.", .openSeconds),
            counter("kiosk_offline_seconds_total", "Time in service without the backend.", .offlineSeconds),
            counter("kiosk_unknown_seconds_total", "Time in service without any word of the backend.", .unknownSeconds),
        ]
    }

    private var lookups: MetricFamily {
        labelled(
            "kiosk_lookups_total", "Look-ups of dossiers and payments, by what they came to.", .lookups,
            labels: LookupKind.allCases.flatMap { kind in
                LookupOutcome.allCases.map { [("kind", kind.rawValue), ("outcome", $0.rawValue)] }
            })
    }

    private var given: MetricFamily {
        labelled(
            "kiosk_given_total", "Things citizens gave, by what was known when the citizen was told.", .given,
            labels: OutboxRecord.Kind.allCases.flatMap { kind in
                ["kept", "sent", "needsOperator"].map { [("kind", kind.rawValue), ("state", $0)] }
            })
    }

    private var answerTime: MetricFamily {
        var family = MetricFamily(
            "kiosk_answer_seconds", .histogram, "Time from a question to its answer, by a clock that nobody can set.")
        for asked in ["find", "dossier", "payment"] {
            family.addHistogram(
                ("asked", asked),
                classes: AnswerTime.names.map { ($0, count(.answerTime, "\(asked) \($0)")) },
                sum: Double(count(.answerMilliseconds, asked)) / 1000)
        }
        return family
    }

    private func counter(_ name: String, _ help: String, _ counter: UsageCounter) -> MetricFamily {
        MetricFamily(name, .counter, help, Double(count(counter, "")))
    }

    private func counter<Label: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ help: String, _ counter: UsageCounter, by label: String, _: Label.Type
    ) -> MetricFamily {
        labelled(name, help, counter, labels: Label.allCases.map { [(label, $0.rawValue)] })
    }

    /// A series for every label that there can be, so that a first event is seen as a step from zero.
    private func labelled(
        _ name: String, _ help: String, _ counter: UsageCounter, labels: [[(String, String)]]
    ) -> MetricFamily {
        MetricFamily(
            name, .counter, help,
            samples: labels.map { labels in
                let label = labels.map(\.1).joined(separator: " ")
                return .init(labels: labels.map { (name: $0.0, value: $0.1) }, value: Double(count(counter, label)))
            })
    }

    private func count(_ counter: UsageCounter, _ label: String) -> Int {
        totals.first { $0.counter == counter && $0.label == label }?.count ?? 0
    }
}
