-- Detected victims from citizenship to country of detection, one row per label as printed, read by the reviewed table of
-- labels. Labels that name no one country keep their kind; none is dropped.
create table victim_flow as
select
    part.area as detected_in,
    part.year,
    part.part as label,
    if(origin_kind = 'country' and origin_iso3 = part.area, 'nationals', origin_kind) as kind,
    origin_iso3 as citizenship,
    origin_label.reason,
    part.counted,
    part.value,
    part.qualifier,
    part.unit,
    part.counts,
    part.doubt,
    part.source_id,
    part.vintage
from victim_breakdown as part
left join origin_label on origin_label.label = part.part
where part.breakdown = 'citizenship'
order by detected_in, part.year, label;

comment on table victim_flow is 'Detected victims from citizenship to country of detection, one row per label as printed.';
comment on column victim_flow.detected_in is 'Country in which the victims were detected.';
comment on column victim_flow.label is 'Citizenship as the publisher prints it.';
comment on column victim_flow.kind is 'country, nationals (of the country of detection), abroad, unknown, group, stateless, total, or unmappable.';
comment on column victim_flow.citizenship is 'Country of citizenship, where the label names one.';
comment on column victim_flow.counts is 'Who or what is counted, by the source or by a break on record.';
comment on column victim_flow.doubt is 'How its edition contradicts the number (figure_doubt.kind): it is in no sum. Empty where it does not.';
comment on column victim_flow.reason is 'Why the label names no one country.';
