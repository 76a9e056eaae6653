package cn.tiyan.feedback.profile;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What one of our fields holds. It decides how a sender's value is read: most systems write numbers and flags as text. */
public enum Target {
    /** Text; numbers are taken as they are written. */
    TEXT("文本") {
        @Override
        @Nullable JsonNode read(String theirs) {
            return JSON.stringNode(theirs);
        }
    },
    /** A whole number. */
    INTEGER("整数") {
        @Override
        @Nullable JsonNode read(String theirs) {
            try {
                return JSON.numberNode(new BigDecimal(theirs).longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                return null;
            }
        }
    },
    /** Any number. */
    NUMBER("数字") {
        @Override
        @Nullable JsonNode read(String theirs) {
            try {
                return JSON.numberNode(new BigDecimal(theirs));
            } catch (NumberFormatException e) {
                return null;
            }
        }
    },
    /** Yes or no. */
    FLAG("是或否（true/false、1/0、是/否、Y/N）") {
        @Override
        @Nullable JsonNode read(String theirs) {
            return switch (theirs.toLowerCase(Locale.ROOT)) {
                case "1", "是", "y", "yes", "true" -> JSON.booleanNode(true);
                case "0", "否", "n", "no", "false" -> JSON.booleanNode(false);
                default -> null;
            };
        }
    },
    /** A moment, in ISO 8601 with an offset. */
    TIME("时间") {
        @Override
        @Nullable JsonNode read(String theirs) {
            return JSON.stringNode(theirs);
        }
    },
    /** Several texts. */
    LIST("若干文本") {
        @Override
        @Nullable JsonNode read(String theirs) {
            return JSON.stringNode(theirs);
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String chinese;

    Target(String chinese) {
        this.chinese = chinese;
    }

    /** What is expected, for whoever has to mend it. */
    String chinese() {
        return chinese;
    }

    /** The value, for a list one of its values; null where the text is none. */
    abstract @Nullable JsonNode read(String theirs);
}
