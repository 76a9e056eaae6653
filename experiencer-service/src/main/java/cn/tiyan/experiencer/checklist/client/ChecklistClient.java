package cn.tiyan.experiencer.checklist.client;

import cn.tiyan.contracts.vocabulary.Dimension;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;

/** walkthrough-service, as far as this service needs it. */
@FeignClient(name = ChecklistClient.SERVICE)
interface ChecklistClient {

    /** The name it is discovered by. */
    String SERVICE = "walkthrough-service";

    @GetMapping("/api/v1/walkthroughs/checklists")
    @Nullable Answer checklists();

    /** Its answer; fields it may add later are none of ours. Any may be missing. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(@Nullable List<@Nullable Version> items) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Version(@Nullable String version, @Nullable List<@Nullable Part> dimensions) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Part(@Nullable Dimension dimension, @Nullable List<@Nullable Point> checkpoints) {
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Point(@Nullable String code) {
    }
}
