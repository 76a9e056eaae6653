package cn.tiyan.e2e;

import tools.jackson.databind.json.JsonMapper;

/** JSON texts of what tests send. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
