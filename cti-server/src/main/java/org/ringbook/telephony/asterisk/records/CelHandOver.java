package org.ringbook.telephony.asterisk.records;

/** Rows of CEL that tell that a call was handed on. */
final class CelHandOver {

    private CelHandOver() {}

    /** @return null when the row tells of nothing of the kind */
    static RecordedEvent of(CelChannel channel, Row row) {
        return switch (row.get("eventtype")) {
            case "BLINDTRANSFER" ->
                RecordedEvent.of(
                        row.at(),
                        channel.id,
                        "BlindTransfer",
                        "Result",
                        "Success",
                        "TransfererUniqueid",
                        channel.id,
                        "TransfererLinkedid",
                        row.get("linkedid"),
                        "TransfereeUniqueid",
                        row.extra("transferee_channel_uniqueid"),
                        "Extension",
                        row.extra("extension"));
            case "ATTENDEDTRANSFER" ->
                RecordedEvent.of(
                        row.at(),
                        channel.id,
                        "AttendedTransfer",
                        "Result",
                        "Success",
                        "OrigTransfererUniqueid",
                        channel.id,
                        "OrigTransfererLinkedid",
                        row.get("linkedid"),
                        "SecondTransfererUniqueid",
                        row.extra("channel2_uniqueid"),
                        "TransfereeUniqueid",
                        row.extra("transferee_channel_uniqueid"),
                        "TransferTargetUniqueid",
                        row.extra("transfer_target_channel_uniqueid"));
            case "PICKUP" ->
                RecordedEvent.of(
                        row.at(),
                        channel.id,
                        "Pickup",
                        "Uniqueid",
                        row.extra("pickup_channel_uniqueid"),
                        "TargetUniqueid",
                        channel.id);
            case "PARK_START" ->
                RecordedEvent.of(
                        row.at(),
                        channel.id,
                        "ParkedCall",
                        "ParkeeUniqueid",
                        channel.id,
                        "ParkingSpace",
                        row.extra("parking_space"));
            default -> null;
        };
    }
}
