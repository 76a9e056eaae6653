package cn.tiyan.walkthrough.catalogue;

import cn.tiyan.contracts.vocabulary.Channel;
import cn.tiyan.contracts.vocabulary.UnitKind;
import cn.tiyan.platform.organisation.Unit;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Items to start from, to be changed at will. */
final class Items {

    static final Unit HRSS = new Unit("210100-HRSS", "沈阳市人力资源和社会保障局", UnitKind.DEPARTMENT, "210100", List.of("210000", "210100", "210100-HRSS"), true, 0);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Items() {
    }

    static ItemContent content(String name) {
        return new ItemContent(name, ItemKind.PUBLIC_SERVICE, ItemTheme.SOCIAL_SECURITY, new Promise(5, PromiseUnit.WORKING_DAYS),
                List.of(new Material("身份证", true, true), new Material("授权委托书", false, false)), 1, List.of(Channel.COUNTER, Channel.PORTAL), true, false, false);
    }

    /** A code that no other test has. */
    static String code() {
        return "T" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    /** What is posted for a new item. */
    static ObjectNode body(String unit, String code, String name) {
        return (ObjectNode) JSON.readTree("""
                {"unit": "%s", "code": "%s", "content": {"name": "%s", "kind": "PUBLIC_SERVICE", "theme": "SOCIAL_SECURITY",
                 "promise": {"amount": 5, "unit": "WORKING_DAYS"}, "visits": 1, "channels": ["COUNTER", "PORTAL"], "crossProvince": true,
                 "materials": [{"name": "身份证", "checkedOnline": true}, {"name": "授权委托书", "required": false}]}}
                """.formatted(unit, code, name));
    }

    static ObjectNode object(String json) {
        return (ObjectNode) JSON.readTree(json);
    }
}
