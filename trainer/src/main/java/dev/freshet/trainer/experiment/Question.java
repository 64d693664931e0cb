package dev.freshet.trainer.experiment;

/** What a table of an experiment varies. */
public enum Question {
    RANKINGS("Rankings", "model"),
    PARTS("Network and live features", "both"),
    HISTORY("The customer's history", "live"),
    STATISTICS("The product statistics", "live"),
    WEIGHTS("The weights", "new each time"),
    FEATURES("The live features", "all");

    private final String title;
    private final String reference;

    Question(String title, String reference) {
        this.title = title;
        this.reference = reference;
    }

    public String title() {
        return title;
    }

    /** The variant that the others are compared with. */
    public String reference() {
        return reference;
    }
}
