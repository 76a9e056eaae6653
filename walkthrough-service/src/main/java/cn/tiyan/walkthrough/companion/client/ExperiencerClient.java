package cn.tiyan.walkthrough.companion.client;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** experiencer-service, as far as this service needs it. */
@FeignClient(name = ExperiencerClient.SERVICE)
interface ExperiencerClient {

    /** The name it is discovered by. */
    String SERVICE = "experiencer-service";

    @GetMapping("/api/v1/experiencers/{id}/availability")
    @Nullable Answer availability(@PathVariable("id") String experiencerId, @RequestParam("date") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate date);

    /** Its answer; fields it may add later are none of ours. Any may be missing: what was not said must not become "no". */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Answer(@Nullable String experiencerId, @Nullable LocalDate date, @Nullable Boolean eligible, @Nullable Boolean free, @Nullable String reason) {
    }
}
