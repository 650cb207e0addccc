package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.orders.External;
import org.ringbook.orders.NewProduct;
import org.ringbook.orders.Product;
import org.ringbook.orders.ProductPrice;
import org.ringbook.orders.Products;
import org.ringbook.orders.Upserted;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Products",
        description =
                "What is sold, and its prices by kind and day; no stock. Everybody sees them, supervisors and administrators change them.")
class ProductsApi {

    private static final Set<String> PARAMETERS = Set.of("q", "active", "after", "limit");

    @Schema(name = "ProductPriceInput")
    record PriceInput(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, example = "wholesale")
            String kind,

            @Schema(description = "The first day", requiredMode = Schema.RequiredMode.REQUIRED, example = "2026-12-01")
            String since,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            BigDecimal value) {}

    @Schema(name = "ProductInput", description = "What is left out of a product that is there stays as it is.")
    record Input(
            @Schema(description = OrderInput.SOURCE, nullable = true, example = "1c")
            String externalSource,

            @Schema(description = OrderInput.EXTERNAL, nullable = true)
            String externalId,

            @Schema(description = "Needed for a new one", nullable = true)
            String name,

            @Schema(nullable = true) String article,
            @Schema(nullable = true, example = "т") String unit,

            @Schema(description = "Base price", nullable = true)
            BigDecimal price,

            @Schema(description = "Percent; left out of a new one: without VAT", nullable = true, example = "22")
            BigDecimal vatRate,

            @Schema(description = "false: sold no more", nullable = true)
            Boolean active,

            @Schema(description = "Those of other kinds and days stay", nullable = true)
            List<PriceInput> prices,

            @Schema(description = OrderInput.VERSION, nullable = true)
            Integer version) {}

    @Schema(name = "ProductWithPrices")
    record One(@JsonUnwrapped Product product, List<ProductPrice> prices) {}

    private final Products products;

    ProductsApi(Products products) {
        this.products = products;
    }

    @GetMapping("/api/products")
    @Operation(operationId = "listProducts", summary = "Products, by name")
    Page<Product> list(
            @RequestParam(required = false) @Parameter(description = "Any part of name or article") String q,
            @RequestParam(required = false)
                    @Parameter(
                            description = "true: only what is sold",
                            schema = @Schema(allowableValues = {"true", "false"}))
                    String active,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        if (active != null && !active.equals("true") && !active.equals("false")) {
            throw NotDone.wrong("active", "active is true or false.");
        }
        return OrderInput.page(
                products.list(q, active == null ? null : Boolean.valueOf(active), Cursor.of(after), Page.limit(limit)));
    }

    @GetMapping("/api/products/{id}")
    @Operation(operationId = "getProduct", summary = "One product, with its prices")
    One one(@PathVariable String id) {
        return with(existing(id));
    }

    @PostMapping("/api/products")
    @Operation(
            operationId = "sendProduct",
            summary = "Add a product, or send it again",
            description = "With an external id it is one however often it is sent: the first time 201, then 200.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    @ApiResponse(responseCode = "200", description = "It was there, and is as was sent now.")
    ResponseEntity<One> send(@RequestBody Input sent) {
        Upserted<Product> told = products.tell(read(sent));
        return told.isNew()
                ? ResponseEntity.created(
                                URI.create("/api/products/" + told.value().id()))
                        .body(with(told.value()))
                : ResponseEntity.ok(with(told.value()));
    }

    @PutMapping("/api/products/{id}")
    @Operation(operationId = "changeProduct", summary = "Change a product", description = "What is left out stays.")
    One change(@PathVariable String id, @RequestBody Input sent) {
        return with(products.change(existing(id).id(), sent.version(), read(sent)));
    }

    private One with(Product product) {
        return new One(product, products.prices(product.id()));
    }

    private static NewProduct read(Input sent) {
        return new NewProduct(
                External.of(sent.externalSource(), sent.externalId()),
                sent.name(),
                sent.article(),
                sent.unit(),
                sent.price(),
                sent.vatRate(),
                sent.active(),
                prices(sent.prices()));
    }

    private static List<ProductPrice> prices(List<PriceInput> sent) {
        if (sent == null) {
            return null;
        }
        var prices = new ArrayList<ProductPrice>();
        for (PriceInput price : sent) {
            if (price == null) {
                throw NotDone.wrong("prices", "A price is empty. Send each with kind, since and value.");
            }
            prices.add(new ProductPrice(price.kind(), Words.day("prices", price.since()), price.value()));
        }
        return prices;
    }

    private Product existing(String id) {
        return products.find(CallSearch.Ids.read("id", id))
                .orElseThrow(() -> NotDone.notFound("There is no such product."));
    }
}
