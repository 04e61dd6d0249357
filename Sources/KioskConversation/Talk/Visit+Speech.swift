import AccessPointDevices

extension Visit {
    /// A page with something personal on it also offers to be read aloud: one number, and never unasked.
    func offeringVoice(_ page: Page) -> Page {
        guard settings.devices.voice != nil, page.choices.count < 6, page.body.contains(where: \.isPersonal) else {
            return page
        }
        var page = page
        let number = page.choices.count + 1
        page.choices.append(Page.Choice(number, phrases(.speechReadAloud)))
        page.voiceChoice = number
        return page
    }

    /// Says a sheet instead of what is being said; a key ends it, and the talk does not wait for it.
    func speak(_ page: Page, _ sheet: Sheet) {
        settings.devices.voice?.say(speech.sentences(page, part: sheet.part))
    }

    /// Says all of a page, for the citizen asked for it.
    func speakAll(_ page: Page) { settings.devices.voice?.say(speech.everything(page)) }

    /// Says loose sentences.
    func speak(_ blocks: [Page.Block]) {
        settings.devices.voice?.say(speech.loose(blocks))
    }

    private var speech: PageSpeech { PageSpeech(phrases: phrases, namesKeys: showsFullHints) }

    /// Any key silences the voice; after a crash nothing of the last visit may come out of the printer.
    func startDevices() async {
        if let voice = settings.devices.voice { await console.watchKeys { voice.interrupt() } }
        if startsAfterCrash { await settings.devices.printer?.takeBackEverything() }
    }

    /// Silence, and no slip left waiting.
    func endDevices() async {
        await settings.devices.voice?.hush()
        await console.watchKeys(nil)
        await settings.devices.printer?.takeBack()
    }
}
