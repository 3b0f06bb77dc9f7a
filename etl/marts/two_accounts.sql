-- Who says what: the TIP Report's and UNODC's figure of the same area, measure and year, side by side.
-- They are set against each other where both are exact, undoubted counts of all persons, or in one other unit. They differ
-- where they lie more than a tenth of the larger one apart.
create table two_accounts as
with tip as (
    select * from series_figure where publisher = 'US Department of State' and strand = ''
),

unodc as (
    select * from series_figure where publisher = 'UNODC' and strand = ''
),

told as (
    select
        area,
        measure,
        form,
        year,
        tip.value as tip_value,
        tip.qualifier as tip_qualifier,
        tip.unit as tip_unit,
        tip.period as tip_period,
        tip.counts as tip_counted,
        tip.reliability as tip_reliability,
        tip.doubt as tip_doubt,
        tip.source_id as tip_source_id,
        unodc.value as unodc_value,
        unodc.qualifier as unodc_qualifier,
        unodc.unit as unodc_unit,
        unodc.period as unodc_period,
        unodc.counts as unodc_counted,
        unodc.reliability as unodc_reliability,
        unodc.doubt as unodc_doubt,
        unodc.source_id as unodc_source_id,
        case
            when tip.value is null or unodc.value is null then 'one_account'
            when not count_alike(tip.unit, unodc.unit) then 'unit_differs'
            when tip.counted = 'new' then 'new_only'
            when tip.doubt is not null or unodc.doubt is not null then 'doubted'
            when tip.qualifier <> 'exact' or unodc.qualifier <> 'exact' then 'not_exact'
        end as not_set_against
    from tip full join unodc using (area, measure, form, year)
)

select
    *,
    if(
        not_set_against is null and gives_percent(least(tip_value, unodc_value)),
        abs(tip_value - unodc_value) / greatest(tip_value, unodc_value), null
    ) as apart,
    not_set_against is null and abs(tip_value - unodc_value) > 0.1 * greatest(tip_value, unodc_value) as differ
from told
order by area, measure, form, year;

comment on table two_accounts is 'Who says what: the TIP Report''s and UNODC''s figure of the same area, measure and year.';
comment on column two_accounts.tip_value is 'Figure of the TIP Report; empty where it gives none.';
comment on column two_accounts.tip_qualifier is 'How that figure is to be read.';
comment on column two_accounts.tip_unit is 'Unit of that figure.';
comment on column two_accounts.tip_period is 'Kind of year of that figure.';
comment on column two_accounts.tip_counted is 'Who or what that figure counts.';
comment on column two_accounts.tip_reliability is 'How its source came by it.';
comment on column two_accounts.tip_doubt is 'What that figure contradicts in its own edition; empty where nothing does.';
comment on column two_accounts.tip_source_id is 'Source of that figure.';
comment on column two_accounts.unodc_value is 'Figure of UNODC; empty where it gives none.';
comment on column two_accounts.unodc_qualifier is 'How that figure is to be read.';
comment on column two_accounts.unodc_unit is 'Unit of that figure.';
comment on column two_accounts.unodc_period is 'Kind of year of that figure.';
comment on column two_accounts.unodc_counted is 'Who or what that figure counts.';
comment on column two_accounts.unodc_reliability is 'How its source came by it.';
comment on column two_accounts.unodc_doubt is 'What that figure contradicts in its own edition; empty where nothing does.';
comment on column two_accounts.unodc_source_id is 'Source of that figure.';
comment on column two_accounts.not_set_against is 'Why the two are not set against each other: one_account, unit_differs, new_only (the TIP Report counts new ones only), doubted, not_exact; empty where they are.';
comment on column two_accounts.apart is 'Difference of the two over the larger; 0.1 is a tenth. Empty where they are not set against each other, or one is below ten.';
comment on column two_accounts.differ is 'Whether they lie more than a tenth apart.';
