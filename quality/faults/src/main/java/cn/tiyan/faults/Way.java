package cn.tiyan.faults;

/** The ways in, and how much comes by each: together 300 pushes a second. */
enum Way {
    PLAIN("JSON", "application/json", 1, 40),
    STRUCTURED("CloudEvents, structured", "application/cloudevents+json", 1, 30),
    BINARY("CloudEvents, binary", "application/json", 1, 30),
    EVENTS("CloudEvents, batch", "application/cloudevents-batch+json", 20, 3),
    LINES("NDJSON, gzip", "application/x-ndjson", 25, 4),
    KAFKA("Kafka", "application/json", 1, 40);

    private final String words;
    private final String type;
    private final int items;
    private final int perSecond;

    Way(String words, String type, int items, int perSecond) {
        this.words = words;
        this.type = type;
        this.items = items;
        this.perSecond = perSecond;
    }

    /** Content type of what is sent. */
    String type() {
        return type;
    }

    /** Most pushes in one request. */
    int items() {
        return items;
    }

    /** Requests a second. */
    int perSecond() {
        return perSecond;
    }

    boolean batch() {
        return items > 1;
    }

    @Override
    public String toString() {
        return words;
    }
}
