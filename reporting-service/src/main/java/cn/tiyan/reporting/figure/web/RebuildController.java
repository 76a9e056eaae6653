package cn.tiyan.reporting.figure.web;

import cn.tiyan.platform.security.Caller;
import cn.tiyan.platform.security.Role;
import cn.tiyan.reporting.cube.Rebuilds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Folding everything anew, from the first event, while the figures go on being answered; for OPERATOR. */
@RestController
@RequestMapping("/api/v1/figures/rebuilds")
@Tag(name = "重新汇总")
class RebuildController {

    private final Rebuilds rebuilds;

    RebuildController(Rebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    /**
     * @param reason 原因
     */
    record Order(@NotBlank @Size(max = 200) String reason) {
    }

    /** Begins one: 202, and where to look how far it has come; 422 {@code rebuild-running} while there is one. */
    @PostMapping
    @Operation(summary = "从头重新汇总，期间照常查询")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Rebuilds.Rebuild> begin(Caller caller, @RequestBody @Valid Order order) {
        caller.require(Role.OPERATOR);
        Rebuilds.Rebuild begun = rebuilds.begin(caller, order.reason());
        return ResponseEntity.accepted().location(URI.create("/api/v1/figures/rebuilds/" + begun.id())).body(begun);
    }

    /** The last ones, newest first. */
    @GetMapping
    @Operation(summary = "历次重新汇总")
    List<Rebuilds.Rebuild> all(Caller caller) {
        caller.require(Role.OPERATOR);
        return rebuilds.all();
    }

    /** How far one has come. */
    @GetMapping("/{id}")
    @Operation(summary = "重新汇总的进度")
    Rebuilds.Rebuild one(Caller caller, @PathVariable String id) {
        caller.require(Role.OPERATOR);
        return rebuilds.get(id);
    }

    /** Gives it up: what answers goes on answering. */
    @PostMapping("/{id}/cancel")
    @Operation(summary = "取消重新汇总")
    Rebuilds.Rebuild cancel(Caller caller, @PathVariable String id) {
        caller.require(Role.OPERATOR);
        return rebuilds.cancel(id);
    }
}
