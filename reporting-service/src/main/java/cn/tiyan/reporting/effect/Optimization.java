package cn.tiyan.reporting.effect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.CompoundIndex;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * 优化 as it was recorded: a copy.
 *
 * @param id the optimization
 * @param issueId because of which issue
 * @param item code of the service item
 * @param itemName its name, as it was then
 * @param unit who changed it
 * @param within codes from the province down to that unit
 * @param day when it was recorded, in China
 * @param steps 环节
 * @param days 时间
 * @param materials 材料
 * @param visits 跑动次数
 * @param out whether its issue is out of scope, or goes on as another one; null where that was never heard
 * @param sequence of the event taken over
 */
@Document("optimization")
@CompoundIndex(name = "list", def = "{within: 1, day: -1, _id: -1}")
@CompoundIndex(name = "of-item", def = "{within: 1, item: 1, day: -1, _id: -1}")
@CompoundIndex(name = "of-issue", def = "{issueId: 1}")
record Optimization(@Id String id, String issueId, String item, String itemName, String unit, List<String> within, String day, Effect.@Nullable Change steps,
        Effect.@Nullable Change days, Effect.@Nullable Change materials, Effect.@Nullable Change visits, @Nullable Boolean out, long sequence) {
}
