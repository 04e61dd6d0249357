/// How to use the province's online services: the plan of 2021 in plain words (research/province-plan.txt).
struct OnlineServicesPage {
    let phrases: Phrases

    var page: Page {
        let advice: [Phrase] = [
            .onlineLevels, .onlineSend, .onlineOrganisation, .onlinePost, .onlinePay, .onlineFollow,
        ]
        return Page(
            title: phrases(.onlineTitle),
            body: advice.enumerated().map { .item(mark: "[\($0.offset + 1)]", text: phrases($0.element)) },
            choices: [phrases(.helpBack)]
        )
    }
}
