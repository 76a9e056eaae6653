package cn.tiyan.feedback.sender;

/** What is checked of a signed request, in this order; the first that fails refuses it with 401. */
public enum SignatureStep {
    /** All headers that must be there are, and they are well-formed. */
    HEADERS("signature-missing"),
    /** The sender is known and its key gives this signature. A stranger cannot tell which of the two failed. */
    SIGNATURE("signature-wrong"),
    /** That key is good at this time, and the sender may sign this way. */
    KEY("key-not-valid"),
    /** It was signed within the last five minutes, or at most five ahead of this service's clock. */
    TIMESTAMP("timestamp-out-of-window"),
    /** No request with this nonce came from this sender before. */
    NONCE("nonce-replayed");

    private final String problem;

    SignatureStep(String problem) {
        this.problem = problem;
    }

    /** The stable name of the problem when it fails. */
    public String problem() {
        return problem;
    }
}
