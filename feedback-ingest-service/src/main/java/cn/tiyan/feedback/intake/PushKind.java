package cn.tiyan.feedback.intake;

import cn.tiyan.contracts.vocabulary.SourceKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be pushed. Each has a versioned schema, which also says which fields are personal data and which are free text. */
public enum PushKind {
    /** One snapshot of a 12345 order. */
    HOTLINE_ORDER("hotline-orders.v1", SourceKind.HOTLINE_12345, "orderNumber", "responsibleUnit", "updatedAt", List.of("calledAt", "updatedAt")),
    /** The service a rating is about (好差评办件信息). */
    RATING_SERVICE("rating-services.v1", SourceKind.SERVICE_RATING, "projectNumber", "department", "servedAt", List.of("servedAt")),
    /** One rating (好差评评价). */
    RATING("ratings.v1", SourceKind.SERVICE_RATING, "projectNumber", null, "ratedAt", List.of("ratedAt")),
    /** One snapshot of what somebody could not get done (办不成事), as told at the window kept for it. */
    WINDOW_REPORT("window-reports.v1", SourceKind.CANNOT_GET_DONE, "reportNumber", "unit", "updatedAt", List.of("reportedAt"));

    private final String schema;
    private final SourceKind source;
    private final String matterField;
    private final @Nullable String unitField;
    private final String timeField;
    private final List<String> occurredFields;

    PushKind(String schema, SourceKind source, String matterField, @Nullable String unitField, String timeField, List<String> occurredFields) {
        this.schema = schema;
        this.source = source;
        this.matterField = matterField;
        this.unitField = unitField;
        this.timeField = timeField;
        this.occurredFields = occurredFields;
    }

    /** Name of its schema. */
    public String schema() {
        return schema;
    }

    /** The last part of the address it is pushed to: the schema's name without its version. */
    public String path() {
        return schema.substring(0, schema.lastIndexOf('.'));
    }

    /** The type of a CloudEvent that carries it. */
    public String eventType() {
        return "cn.tiyan." + schema;
    }

    /** What a CloudEvent of this type carries. */
    public static Optional<PushKind> ofEventType(String type) {
        return Arrays.stream(values()).filter(kind -> kind.eventType().equals(type)).findFirst();
    }

    /** The kind of this name. */
    public static Optional<PushKind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** What is pushed to an address that ends in this. */
    public static Optional<PushKind> at(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path().equals(path)).findFirst();
    }

    /** Which channel it comes by. */
    public SourceKind source() {
        return source;
    }

    /** The field whose value keeps messages about one matter in order. */
    String matterField() {
        return matterField;
    }

    /** The field that names the unit the matter belongs to; a rating has none, its service message has. */
    public @Nullable String unitField() {
        return unitField;
    }

    /** The time that tells newer from older where there is no {@code updatedAt}. */
    String timeField() {
        return timeField;
    }

    /** The fields that say when the citizen spoke; the first that is there does. */
    List<String> occurredFields() {
        return occurredFields;
    }
}
