package cn.tiyan.platform.refusal;

/**
 * Something is named that this service has not come to know (yet). Events wait a while for it; a request is refused with 422.
 */
public final class UnknownReference extends RuntimeException {

    private final String field;

    /**
     * @param field the field that names it
     * @param message what is not known, in Chinese
     */
    public UnknownReference(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field that names it. */
    public String field() {
        return field;
    }
}
